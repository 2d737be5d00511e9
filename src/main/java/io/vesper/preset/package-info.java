/** Every setting of a training, checked, and the named presets that hold only what differs. */
@ApplicationModule(
        allowedDependencies = {"dataset", "transform", "checkpoint", "network", "embedding", "loss", "optimiser"})
@NullMarked
package io.vesper.preset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
