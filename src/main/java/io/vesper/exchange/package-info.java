/** Weights in and out: imports foreign files as published models, exports published models as files for others. */
@ApplicationModule(
        allowedDependencies = {"person", "decode", "transform", "network", "checkpoint", "onnx", "embedding"})
@NullMarked
package io.vesper.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
