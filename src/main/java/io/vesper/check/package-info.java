/** Looks a dataset over before anything is learned from it. */
@ApplicationModule(allowedDependencies = {"person", "dataset", "protocol", "decode"})
@NullMarked
package io.vesper.check;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
