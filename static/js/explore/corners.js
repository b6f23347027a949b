// @ts-check
/**
 * Programs whose marks are written corner by corner. The library's way, one mark drawn many times over, has a processor without a graphics card begin a new drawing for
 * each of them, which takes it most of the time.
 */

/** @typedef {{ name: string, size: number, type: number, normalized?: boolean }} Attribute */
/** @typedef {{ gl: WebGLRenderingContext, buffer: WebGLBuffer }} Bound */

/**
 * The program over marks that all have these corners; it says by `item(index, ...data)` what is the same for all corners of a mark.
 * @param {any} Base of the library, for nodes or for links
 * @param {Attribute[]} attributes of a mark, in the order of `item`
 * @param {Attribute[]} ofCorner
 * @param {number[][]} corners
 * @returns {any}
 */
export function byCorner(Base, attributes, ofCorner, corners) {
  return class extends Base {
    drawLabel = undefined;
    /** What holds all that was written last. @type {Set<Bound>} */
    #uploaded = new Set();

    getDefinition() {
      return { VERTICES: corners.length, ATTRIBUTES: [...attributes, ...ofCorner], METHOD: WebGLRenderingContext.TRIANGLES, ...this.shaders() };
    }

    /** @param {number} capacity */
    reallocate(capacity) {
      super.reallocate(capacity);
      this.#uploaded.clear();
    }

    /** Room for one mark more; the others keep what is written. @returns {number} its place */
    extend() {
      const program = /** @type {any} */ (this);
      const { array, STRIDE, VERTICES } = program;
      const place = program.capacity++;
      program.verticesCount = program.capacity * VERTICES;
      if (program.capacity * STRIDE > array.length) {
        program.array = new Float32Array(Math.ceil(program.capacity * 1.1) * STRIDE);
        program.array.set(array);
      }
      return place;
    }

    /** @param {any[]} item as the library has it */
    process(...item) {
      super.process(...item);
      this.#uploaded.clear();
    }

    /** @param {number} index @param {number} start @param {any[]} data */
    processVisibleItem(index, start, ...data) {
      const { array } = this;
      const item = this.item(index, ...data);
      let at = start;
      for (const corner of corners) {
        for (let i = 0; i < item.length; i++) array[at++] = item[i];
        for (let i = 0; i < corner.length; i++) array[at++] = corner[i];
      }
    }

    /** While nothing but the camera moves, all that was written is there already. @param {Bound} program */
    bindProgram(program) {
      const { gl, buffer } = program;
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      this.ATTRIBUTES.reduce((/** @type {number} */ offset, /** @type {Attribute} */ attribute) => offset + this.bindAttribute(attribute, program, offset), 0);
      if (!this.#uploaded.has(program)) gl.bufferData(gl.ARRAY_BUFFER, this.array, gl.DYNAMIC_DRAW);
      this.#uploaded.add(program);
      gl.bindBuffer(gl.ARRAY_BUFFER, null);
    }
  };
}
