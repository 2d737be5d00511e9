/** Trains the same seeds with loss terms switched on and off, and lays the results side by side. */
@NullMarked
@ApplicationModule(allowedDependencies = {"training", "job"})
package io.vesper.ablation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
