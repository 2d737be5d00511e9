package io.vesper.checkpoint;

import io.vesper.pickle.PickleException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .pth} or {@code .pt} file of PyTorch, in either layout of {@code torch.save}. Such a file is a program; this one is never
 * run: only tensors and plain data are made of it, and what asks for more is refused by name. Values are read when asked for, and
 * become float32.
 */
public final class TorchFile implements TensorSource {
    private final Path file;
    private final TorchContainer container;
    private final Map<String, TorchTensor> tensors;

    private TorchFile(Path file, TorchContainer container, Map<String, TorchTensor> tensors) {
        this.file = file;
        this.container = container;
        this.tensors = tensors;
    }

    /**
     * Reads what the file says of its tensors; that all their values are there is checked.
     *
     * @param zipped whether it is a zip archive, as since PyTorch 1.6
     * @param key which dictionary of tensors, where there are several: the keys that lead to it, joined by dots
     * @throws CheckpointException if the file is damaged, asks for anything but tensors and plain data, or leaves a choice
     */
    static TorchFile open(Path file, boolean zipped, @Nullable String key) {
        try {
            TorchContainer container = zipped ? TorchArchive.open(file) : TorchPickleFile.open(file);
            return new TorchFile(file, container, StateDicts.choose(file, container.root(), key));
        } catch (PickleException e) {
            throw new CheckpointException(file, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CheckpointException(file, "it cannot be read (%s).".formatted(e), e);
        }
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    @Override
    public long[] shape(String name) {
        return tensor(name).shape();
    }

    @Override
    public float[] values(String name) {
        TorchTensor tensor = tensor(name);
        TorchStorage storage = tensor.storage();
        ElementType type = storage.type();
        int bytes = FileBytes.length(file, name, (tensor.end() - tensor.offset()) * type.bytes());
        try {
            return tensor.gather(type.toFloats(container.read(storage, tensor.offset() * type.bytes(), bytes)));
        } catch (IOException e) {
            throw new CheckpointException(file, "it cannot be read (%s).".formatted(e), e);
        }
    }

    private TorchTensor tensor(String name) {
        TorchTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("The weights file (%s) has no tensor (%s).".formatted(file, name));
        }
        return tensor;
    }
}
