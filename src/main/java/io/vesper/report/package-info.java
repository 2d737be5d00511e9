/** Writes what an evaluation found as one page of tables and plots that needs nothing else, and as JSON. */
@ApplicationModule(allowedDependencies = {"person", "decode", "transform", "findings"})
@NullMarked
package io.vesper.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
