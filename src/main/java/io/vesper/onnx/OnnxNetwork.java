package io.vesper.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * An {@link OnnxFile} loaded by ONNX Runtime, on the CPU. Many threads may use it at once, until it is closed; each computes alone,
 * which takes less time in all than sharing every layer among threads.
 */
public final class OnnxNetwork implements AutoCloseable {
    private final Path file;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /**
     * Loads a file.
     *
     * @throws IllegalArgumentException if the runtime does not accept it
     * @throws LinkageError if the runtime's native library cannot be loaded here
     */
    public OnnxNetwork(Path file) {
        this.file = file;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(file.toString(), options);
        } catch (OrtException e) {
            throw new IllegalArgumentException(
                    "The ONNX file (%s) cannot be loaded: %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * Computes embeddings.
     *
     * @param images normalised pictures, N of [3, H, W] one after another
     * @param infrared for each of the N pictures whether it was taken in infrared
     * @return N vectors of length 1
     * @throws IllegalStateException if the file is no {@link OnnxFile}, or the runtime fails
     */
    public float[][] embed(float[] images, boolean[] infrared) {
        return run(images, infrared, result ->
                (float[][]) result.get(OnnxBranch.EMBEDDING).orElseThrow().getValue());
    }

    /**
     * Looks at the values between layers, of a file that {@link OnnxFile#writeObserved} wrote.
     *
     * @param images as for {@link #embed}
     * @param infrared as for {@link #embed}
     * @param view is given each activation's name and values, in no order; the buffer is not to be kept
     * @return how many activations there are
     */
    public int observe(float[] images, boolean[] infrared, BiConsumer<String, FloatBuffer> view) {
        return run(images, infrared, result -> {
            for (Map.Entry<String, OnnxValue> output : result) {
                if (!output.getKey().equals(OnnxBranch.EMBEDDING) && output.getValue() instanceof OnnxTensor values) {
                    view.accept(output.getKey(), values.getFloatBuffer());
                }
            }
            return result.size() - 1;
        });
    }

    private interface View<T> {
        T of(OrtSession.Result result) throws OrtException;
    }

    private <T> T run(float[] images, boolean[] infrared, View<T> view) {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try {
            long[] shape = imageShape();
            shape[0] = infrared.length;
            inputs.put(OnnxBranch.IMAGE, OnnxTensor.createTensor(environment, FloatBuffer.wrap(images), shape));
            if (session.getInputNames().contains(OnnxBranch.INFRARED)) {
                inputs.put(OnnxBranch.INFRARED, OnnxTensor.createTensor(environment, infrared));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return view.of(result);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("The ONNX file (%s) cannot be run: %s".formatted(file, e.getMessage()), e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private long[] imageShape() throws OrtException {
        NodeInfo image = session.getInputInfo().get(OnnxBranch.IMAGE);
        if (image == null || !(image.getInfo() instanceof TensorInfo info)) {
            throw new IllegalStateException("The ONNX file (%s) has no input (%s). Maybe another program wrote it."
                    .formatted(file, OnnxBranch.IMAGE));
        }
        return info.getShape();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("The ONNX file (%s) cannot be freed.".formatted(file), e);
        }
    }
}
