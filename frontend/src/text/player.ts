import * as english from "./en/player";
import * as spanish from "./es/player";
import { spoken } from "./spoken";

export const { language, words } = spoken === "es" ? spanish : english;
