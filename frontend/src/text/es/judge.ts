// Todo lo que se dice sobre la cámara, en español; con las mismas claves que en inglés.
import type { JudgeWords } from "../en/judge";

/** Las indicaciones de la cámara de cada ejercicio aún están en inglés: las luces las muestran. */
export const cuesAreSpoken: boolean = false;

export const words: JudgeWords = {
  on: "Cámara",
  onHint: "Cuenta los segundos que valen. Las imágenes no salen de este dispositivo.",
  off: "Apagar la cámara",
  label: "Lo que ve la cámara",
  valid: "s válidos",
  fullReps: "completas",
  of: (valid, clock) => `Última serie: ${valid.replace(".", ",")} de ${clock} s válidos`,
  ofReps: (full, clock) => `Última serie: ${full} de ${clock} repeticiones completas`,
  starting: "Se enciende la cámara. El reloj sigue.",
  probing: "Se prueba si este dispositivo es bastante rápido. El reloj sigue.",
  insecure: "La cámara solo funciona por HTTPS: abre Hamstrong por su dirección https. El reloj sigue.",
  denied: "No se juzga: aquí no se permite la cámara. El reloj sigue.",
  "no-camera": "No se juzga: no se encontró ninguna cámara. El reloj sigue.",
  failed: "No se juzga: la cámara o su modelo se detuvo. El reloj sigue.",
  slow: (fps, least) =>
    `No se juzga: este dispositivo llega a ${fps.toFixed(1).replace(".", ",")} imágenes por segundo y hacen falta ${least}. El reloj sigue.`,
  offline: "No se juzga: no se llega al servidor. El reloj sigue.",
  timerOnly: "Solo reloj: una cámara no puede juzgar este ejercicio.",
  waits: "Empieza a mirar antes de la próxima serie.",
  unsure: "Ahora no se juzga: no se ve bastante. El reloj sigue.",
  setUp: "Quédate quieto tres segundos para que pueda medir.",
  ready: "Te ve. Sube cuando lo diga el reloj.",
  stopped: "La forma terminó este aguante. Baja y luego sigue.",
  criteria: {
    up: "Arriba",
    line: "Línea",
    level: "Nivel",
    lever: "Pierna",
    still: "Quieto",
    abduction: "Abrir",
    range: "Rango",
    tempo: "Ritmo",
  },
  verdicts: {
    good: "bien",
    lost: "perdido",
    unsure: "dudoso",
    "not-visible": "no se ve desde aquí",
  },
  notVisible: (names) => `No se ve desde aquí: ${names}`,
  framing: {
    nobody: "Ponte dentro de la imagen.",
    "cut-off": "Mueve el teléfono para que se vea todo tu cuerpo.",
    "too-far": "Acerca el teléfono.",
    "too-near": "Aleja el teléfono.",
    side: "Gira el teléfono para que te vea de lado.",
    front: "Gira el teléfono para que te vea de frente.",
    "wrong-side": "Date la vuelta: el lado que trabaja, más cerca del teléfono.",
    unclear: "Pon más luz o aparta lo que te tapa.",
    "camera-moved": "Baja y quédate quieto: la imagen se ha movido.",
    "other-person": "Hay otra persona en la imagen.",
    position: "Ponte en la posición inicial.",
  },
};
