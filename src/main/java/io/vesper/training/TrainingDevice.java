package io.vesper.training;

import ai.djl.Device;
import io.vesper.network.ComputeDevice;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where this machine trains and evaluates.
 *
 * @param device {@code auto}, {@code cpu} or {@code cuda}
 */
@ConfigurationProperties("vesper.training")
record TrainingDevice(@DefaultValue("auto") String device) {
    static final TrainingDevice CPU = new TrainingDevice("cpu");

    /** Asked when a job begins, so that a server without training needs no engine for it. */
    Device find() {
        return ComputeDevice.of(device);
    }
}
