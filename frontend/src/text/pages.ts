import * as english from "./en/pages";
import * as spanish from "./es/pages";
import { spoken } from "./spoken";

export const { locale, text } = spoken === "es" ? spanish : english;
