// Lo que dicen los scripts de las páginas, en español; con las mismas claves que en inglés.
import type { PageText } from "../en/pages";

const count = (n: number, single: string, many: string): string => `${n} ${n === 1 ? single : many}`;

/** Fechas en el orden en que las escriben las páginas. */
export const locale = "es-ES";

export const text: PageText = {
  sync: {
    waiting: (n) => `${count(n, "serie espera", "series esperan")} la conexión`,
    refused: (n) =>
      n === 1
        ? "1 registro no se pudo guardar. Se queda en este dispositivo."
        : `${n} registros no se pudieron guardar. Se quedan en este dispositivo.`,
  },
  copy: {
    done: "Copiado.",
    byHand: "Esta página no puede copiar por ti. La dirección está seleccionada: cópiala a mano.",
  },
  sheet: { close: "Cerrar" },
  checkIn: {
    said: (spot, soreness, pain) =>
      `${spot}: ${[soreness > 0 ? `agujetas ${soreness}` : "", pain > 0 ? `dolor ${pain}` : ""].filter(Boolean).join(", ")}`,
    done: "Listo",
    clear: "Aquí nada",
    kept: "Anotado en este dispositivo. Se envía cuando haya conexión.",
  },
  filter: {
    count: (n) => (n === 0 ? "Ningún ejercicio encaja" : count(n, "ejercicio", "ejercicios")),
  },
  chart: {
    keys: "Las flechas recorren los días.",
    point: (day, parts) => `${day}: ${parts.join(", ")}`,
    missing: "nada",
  },
  week: {
    move: (title) => `Mover: ${title}`,
    choose: (title) => `${title}: elige un día`,
    cancel: "Cancelar",
    here: (time, note) => (note ? `Aquí a las ${time}. ${note}` : `Aquí a las ${time}`),
    lifted: (title) =>
      `Llevas «${title}». Las flechas eligen día y hora, Intro lo suelta, Escape lo devuelve a su sitio.`,
    liftedInBlock: (title) =>
      `Llevas «${title}». Las flechas eligen el día, Re Pág y Av Pág la hora, Intro lo suelta, Escape lo devuelve a su sitio.`,
    atHome: (day) => `${day}: donde está ahora`,
    over: (day, time) => (time ? `${day}, ${time}` : day),
    overRuledOut: (day, why) => `${day}: no es posible. ${why}`,
    back: "Vuelve a su sitio.",
    thinking: "Mirando qué pasaría.",
    failed: "Ahora no se pudo hacer. No cambió nada.",
  },
};
