package io.vesper.optimiser;

import java.util.List;

/**
 * The learning rate over a training: it climbs in a straight line, stays, and drops at milestones.
 *
 * <p>At position t it is {@code base * warmUp(t) * dropFactor ^ (milestones at or before t)}, where {@code warmUp(t)} goes
 * from {@code warmUpFactor} at t = 0 to 1 at t = {@code warmUpEpochs} and stays there.
 *
 * @param base the full learning rate, greater than 0
 * @param warmUpEpochs how many epochs it climbs; 0 starts at the full rate
 * @param warmUpFactor where it starts, as a share of {@code base}, in (0, 1]
 * @param milestones the positions of the drops, ascending; empty for none
 * @param dropFactor what each drop multiplies with, in (0, 1]
 */
public record LearningRateSchedule(
        double base, int warmUpEpochs, double warmUpFactor, List<Integer> milestones, double dropFactor) {

    public LearningRateSchedule {
        milestones = List.copyOf(milestones);
        if (!(base > 0) || Double.isInfinite(base)) {
            throw new IllegalArgumentException(
                    "The learning rate (%s) must be finite and greater than 0.".formatted(base));
        }
        if (warmUpEpochs < 0) {
            throw new IllegalArgumentException("The warm-up epochs (%d) must be at least 0.".formatted(warmUpEpochs));
        }
        requireShare("warm-up factor", warmUpFactor);
        requireShare("drop factor", dropFactor);
        requireAscending(milestones);
    }

    /** The rate at position t, counted from 0. */
    public double at(int position) {
        if (position < 0) {
            throw new IllegalArgumentException("The position (%d) must be at least 0.".formatted(position));
        }
        long drops =
                milestones.stream().filter(milestone -> milestone <= position).count();
        return base * warmUp(position) * Math.pow(dropFactor, drops);
    }

    /**
     * The rate that the authors' program trains an epoch with: it moves its schedule before each epoch, so the first one
     * already uses position 1, and the full rate and each drop come one epoch early.
     *
     * @param epoch 0-based
     */
    public double inEpoch(int epoch) {
        return at(epoch + 1);
    }

    private double warmUp(int position) {
        if (position >= warmUpEpochs) {
            return 1;
        }
        double progress = (double) position / warmUpEpochs;
        return warmUpFactor * (1 - progress) + progress;
    }

    private static void requireShare(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "The %s (%s) must be greater than 0 and at most 1.".formatted(name, value));
        }
    }

    private static void requireAscending(List<Integer> milestones) {
        for (int i = 0; i < milestones.size(); i++) {
            int earliest = i == 0 ? 1 : milestones.get(i - 1) + 1;
            if (milestones.get(i) < earliest) {
                throw new IllegalArgumentException(
                        "The milestones (%s) must be at least 1 and ascending.".formatted(milestones));
            }
        }
    }
}
