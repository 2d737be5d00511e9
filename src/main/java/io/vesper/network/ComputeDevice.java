package io.vesper.network;

import ai.djl.Device;
import ai.djl.engine.Engine;

/** Where a network computes. */
public final class ComputeDevice {
    private ComputeDevice() {}

    /**
     * @param name {@code cpu}; {@code cuda} for the first GPU; {@code auto} for it where there is one, else the CPU
     * @throws IllegalArgumentException if there is no such device here
     */
    public static Device of(String name) {
        int gpus = Engine.getInstance().getGpuCount();
        return switch (name) {
            case "cpu" -> Device.cpu();
            case "auto" -> gpus > 0 ? Device.gpu(0) : Device.cpu();
            case "cuda" -> {
                if (gpus == 0) {
                    throw new IllegalArgumentException(
                            "The device (cuda) is not there: the engine sees no GPU. Maybe its native library is the one for CPUs, or the driver is missing.");
                }
                yield Device.gpu(0);
            }
            default ->
                throw new IllegalArgumentException("The device (%s) is not one of auto, cpu, cuda.".formatted(name));
        };
    }
}
