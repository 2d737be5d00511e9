/** Weights on disk: named tensors, float32 in memory, read from and written to the formats of the field. */
@ApplicationModule(allowedDependencies = {"pickle"})
@NullMarked
package io.vesper.checkpoint;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
