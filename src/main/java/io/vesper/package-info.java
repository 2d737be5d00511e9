/** Starts Vesper; every other package is a module with walls, checked by {@code ArchitectureTest}. */
@NullMarked
package io.vesper;

import org.jspecify.annotations.NullMarked;
