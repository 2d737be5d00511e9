package io.vesper.optimiser;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/**
 * Adam as the engine itself computes it: all arrays in one call, each read and written once. DJL has no method for that, but a
 * script reaches it. DJL's {@code adamUpdate} goes through memory a dozen times and takes almost three times as long.
 */
final class AdamKernel implements AutoCloseable {
    private static final String SCRIPT = """
            class Script(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Script, weights: List[Tensor], gradients: List[Tensor], means: List[Tensor],
                  squares: List[Tensor], steps: List[Tensor], numbers: Tensor) -> Tensor:
                rate = float(torch.select(numbers, 0, 0))
                decay = float(torch.select(numbers, 0, 1))
                beta1 = float(torch.select(numbers, 0, 2))
                beta2 = float(torch.select(numbers, 0, 3))
                epsilon = float(torch.select(numbers, 0, 4))
                torch.%s(weights, gradients, means, squares, annotate(List[Tensor], []), steps, lr=rate,
                    beta1=beta1, beta2=beta2, weight_decay=decay, eps=epsilon, amsgrad=False, maximize=False)
                torch._foreach_zero_(gradients)
                return numbers
            """;

    private final AdamSettings settings;
    private final NDManager manager;
    private final Model script;

    /** What a step moves: a weight, by the gradient it holds, and its two moments. */
    record Moved(NDArray weight, NDArray mean, NDArray square) {}

    /** @param parent where the arrays of a step are kept while it is taken */
    AdamKernel(AdamSettings settings, NDManager parent) {
        this.settings = settings;
        manager = parent.newSubManager();
        script = Model.newInstance("adam");
        String kernel = settings.decoupled() ? "_fused_adamw_" : "_fused_adam_";
        try {
            script.load(new ByteArrayInputStream(ScriptArchive.of(SCRIPT.formatted(kernel))));
        } catch (IOException | MalformedModelException e) {
            close();
            throw new IllegalStateException("The engine does not take the optimiser's script.", e);
        }
    }

    /**
     * Moves weights and moments, and sets the gradients to 0.
     *
     * @param moved at least one
     * @param step counted from 1
     */
    void step(List<Moved> moved, long step, double learningRate, double weightDecay) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray count = scope.create((float) step);
            NDArray numbers = scope.create(
                    new double[] {learningRate, weightDecay, settings.beta1(), settings.beta2(), settings.epsilon()});
            NDList inputs = new NDList();
            moved.forEach(one -> add(inputs, "weights[]", one.weight.stopGradient(), scope));
            moved.forEach(one -> add(inputs, "gradients[]", one.weight.getGradient(), scope));
            moved.forEach(one -> add(inputs, "means[]", one.mean.stopGradient(), scope));
            moved.forEach(one -> add(inputs, "squares[]", one.square.stopGradient(), scope));
            moved.forEach(one -> add(inputs, "steps[]", count.stopGradient(), scope));
            add(inputs, "numbers", numbers, scope);
            script.getBlock().forward(new ParameterStore(scope, false), inputs, false);
        }
    }

    /** Inputs whose names end so make one list. Each is a handle of its own, which shares its memory with the array it is of. */
    private static void add(NDList inputs, String name, NDArray handle, NDManager scope) {
        handle.attach(scope);
        handle.setName(name);
        inputs.add(handle);
    }

    @Override
    public void close() {
        script.close();
        manager.close();
    }
}
