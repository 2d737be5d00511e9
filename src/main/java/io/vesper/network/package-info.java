/** The deep network as DJL blocks, and its checkpoints. */
@ApplicationModule(allowedDependencies = {"checkpoint"})
@NullMarked
package io.vesper.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
