package io.vesper.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** An {@link OnnxFile} loaded by ONNX Runtime, on the CPU. Many threads may use it at once, until it is closed. */
public final class OnnxNetwork implements AutoCloseable {
    private final Path file;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /**
     * Loads a file.
     *
     * @throws IllegalArgumentException if the runtime does not accept it
     */
    public OnnxNetwork(Path file) {
        this.file = file;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Threads that wait by spinning bring a busy machine to a halt.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
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
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try {
            long[] shape = imageShape();
            shape[0] = infrared.length;
            inputs.put(OnnxBranch.IMAGE, OnnxTensor.createTensor(environment, FloatBuffer.wrap(images), shape));
            if (session.getInputNames().contains(OnnxBranch.INFRARED)) {
                inputs.put(OnnxBranch.INFRARED, OnnxTensor.createTensor(environment, infrared));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return (float[][]) result.get(0).getValue();
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
