const BEYOND = /^(\d{1,4}),(\d{1,9})$/

/** Whether a text names layers and attempts, like `2,6`. */
export const isBeyond = (text: string): boolean => BEYOND.test(text)

/** Layers and attempts of such a text. */
export function readBeyond(text: string): [layers: number, attempts: number] {
  const [, layers, attempts] = BEYOND.exec(text) ?? []
  return [Number(layers), Number(attempts)]
}
