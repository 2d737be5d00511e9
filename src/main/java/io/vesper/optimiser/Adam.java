package io.vesper.optimiser;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adam, with L2 weight decay or as AdamW, whose moments can be saved: a resumed training goes on bit for bit.
 *
 * <pre>
 * g = gradient + decay * w          (AdamW instead: w = w - rate * decay * w)
 * m = beta1 m + (1 - beta1) g,  v = beta2 v + (1 - beta2) g^2
 * w = w - rate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * See <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba 2015</a>, algorithm 1, and
 * <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter 2019</a>, algorithm 2. A parameter that the loss does not
 * reach has the gradient 0, so it still decays. Used by one thread at a time.
 */
public final class Adam implements AutoCloseable {
    private final List<ParameterGroup> groups;
    private final AdamKernel kernel;
    private final AdamMoments moments;
    private long steps;

    /**
     * Starts with moments of 0, and freezes the parameters of frozen groups. Parameters that require no gradient, like
     * running statistics, are left alone.
     *
     * @param groups initialised parameters, float32
     * @param parent the manager whose life bounds that of the moments
     * @throws IllegalArgumentException if two parameters have one name
     * @throws IllegalStateException if a parameter should have a gradient, but its array records none
     */
    public Adam(List<ParameterGroup> groups, AdamSettings settings, NDManager parent) {
        requireUniqueNames(groups);
        this.groups = List.copyOf(groups);
        groups.stream().filter(ParameterGroup::frozen).forEach(Adam::freeze);
        groups.forEach(group -> group.parameters().forEach(Adam::requireRecorded));
        kernel = new AdamKernel(settings, parent);
        moments = new AdamMoments(parent);
        groups.forEach(group -> group.trained().forEach((name, weight) -> moments.add(name, weight)));
    }

    /**
     * Moves each parameter along its gradient and sets the gradient to 0.
     *
     * @param learningRate of this step, before each group's factor; at least 0
     */
    public void step(double learningRate) {
        if (!(learningRate >= 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException(
                    "The learning rate (%s) must be finite and at least 0.".formatted(learningRate));
        }
        steps++;
        for (ParameterGroup group : groups) {
            update(group, learningRate * group.learningRateFactor());
        }
    }

    private void update(ParameterGroup group, double rate) {
        List<AdamKernel.Moved> moved = new ArrayList<>();
        group.trained()
                .forEach((name, weight) ->
                        moved.add(new AdamKernel.Moved(weight, moments.mean(name), moments.square(name))));
        if (!moved.isEmpty()) {
            kernel.step(moved, steps, rate, group.weightDecay());
        }
    }

    /** How many steps were taken, those before {@link #restore} included. */
    public long steps() {
        return steps;
    }

    /**
     * The moments by name, {@code m.<parameter>} and {@code v.<parameter>}, to be saved with {@link #steps}. The arrays are
     * the optimiser's own: read them before the next step and leave them open.
     */
    public Map<String, NDArray> moments() {
        return moments.byName();
    }

    /**
     * Goes on where another optimiser of the same parameters stopped.
     *
     * @param saved its {@link #moments}; the values are copied
     * @param savedSteps its {@link #steps}
     * @throws IllegalArgumentException if names, shapes or types differ; nothing is changed then
     */
    public void restore(Map<String, NDArray> saved, long savedSteps) {
        if (savedSteps < 0) {
            throw new IllegalArgumentException("The saved steps (%d) must be at least 0.".formatted(savedSteps));
        }
        moments.restore(saved);
        steps = savedSteps;
    }

    private static void freeze(ParameterGroup group) {
        group.parameters().values().forEach(parameter -> parameter.freeze(true));
    }

    private static void requireRecorded(String name, Parameter parameter) {
        if (parameter.requiresGradient() && !parameter.getArray().hasGradient()) {
            throw new IllegalStateException(
                    "The parameter (%s) is to be trained, but its array records no gradient. Maybe its weights were loaded after it was initialised; then call freeze(false)."
                            .formatted(name));
        }
    }

    private static void requireUniqueNames(List<ParameterGroup> groups) {
        Set<String> names = new HashSet<>();
        groups.forEach(group -> group.parameters().keySet().forEach(name -> {
            if (!names.add(name)) {
                throw new IllegalArgumentException(
                        "The parameter (%s) is in two groups, but is updated once in a step.".formatted(name));
            }
        }));
    }

    /** Frees the moments; the parameters stay. */
    @Override
    public void close() {
        kernel.close();
        moments.close();
    }
}
