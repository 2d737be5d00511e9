/** Holds the Helm chart in {@code helm} to its own descriptions, and what it renders to Kubernetes' schemas and to Vesper. */
@NullMarked
package io.vesper.helm;

import org.jspecify.annotations.NullMarked;
