package io.vesper.network;

import ai.djl.pytorch.jni.JniUtils;

/**
 * Gradient recording switched off on this thread until closed. PyTorch keeps the switch per thread, and DJL leaves it on for every
 * thread but the one that loaded the engine.
 */
public final class InferenceMode implements AutoCloseable {
    private final boolean recordedBefore;

    public InferenceMode() {
        recordedBefore = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
    }

    @Override
    public void close() {
        JniUtils.setGradMode(recordedBefore);
    }
}
