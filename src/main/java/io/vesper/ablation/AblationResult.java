package io.vesper.ablation;

import java.util.Map;

/**
 * What one training came to.
 *
 * @param row of the table
 * @param seed of the training
 * @param reports evaluation on the test identities, by kind of embedding
 */
record AblationResult(String row, long seed, Map<String, Object> reports) {}
