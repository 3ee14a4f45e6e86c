import * as english from "./en/judge";
import * as spanish from "./es/judge";
import { spoken } from "./spoken";

export const { words } = spoken === "es" ? spanish : english;
