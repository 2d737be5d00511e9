/** The deep network as DJL blocks, and its checkpoints. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.vesper.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
