/** Reads person image sets and draws cross-modal batches from them. */
@ApplicationModule(allowedDependencies = {"person"})
@NullMarked
package io.vesper.dataset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
