console.debug(VERSION, PRECACHE.length);
