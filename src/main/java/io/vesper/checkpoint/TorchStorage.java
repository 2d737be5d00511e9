package io.vesper.checkpoint;

/**
 * A run of values that tensors of a {@code torch.save} file look at; several may look at the same one.
 *
 * @param key its name in the file
 * @param type of its values
 * @param count how many values it has
 */
record TorchStorage(String key, ElementType type, long count) {
    /** @throws ArithmeticException if no file is that long */
    long bytes() {
        return Math.multiplyExact(count, type.bytes());
    }
}
