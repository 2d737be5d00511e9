package io.vesper.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One of the two file layouts of {@code torch.save}: a pickle, and the values of the storages it names. */
interface TorchContainer {
    /** More than any dictionary of tensors needs, and small enough for the heap. */
    int MAX_PICKLE_BYTES = 16 << 20;

    /** What was saved: dictionaries, lists, numbers and text, with {@link TorchTensor}s in them. */
    Object root();

    /**
     * @param storage one that a tensor of the root looks at
     * @param firstByte counted from the storage's start
     * @param bytes how many
     * @return them in their byte order, from position to limit
     */
    ByteBuffer read(TorchStorage storage, long firstByte, int bytes) throws IOException;
}
