package io.vesper.ablation;

/**
 * One training of an ablation.
 *
 * @param row which terms are on
 * @param seed of the training
 */
record AblationCell(AblationRow row, long seed) {}
