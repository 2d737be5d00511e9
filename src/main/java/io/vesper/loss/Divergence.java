package io.vesper.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** How far two predictions lie apart, from their logits; logarithms are natural, and only ever those of a log-softmax. */
final class Divergence {
    private static final float LN_2 = (float) Math.log(2);

    private Divergence() {}

    /**
     * {@code mean_b sum_k t_k (ln t_k - ln s_k)}, with t and s the softmax of the logits divided by the temperature. There is
     * no factor T&sup2;. The teacher gets no gradient; the student's logits get {@code (s - t) / (B T)}.
     *
     * @param teacherLogits shape [B, C]
     * @param studentLogits shape [B, C]
     * @return shape [], &ge; 0 up to rounding; attached to the manager of {@code teacherLogits}
     */
    static NDArray kl(NDArray teacherLogits, NDArray studentLogits, double temperature) {
        Shapes.requireSameMatrix("logits of teacher and student", teacherLogits, studentLogits);
        NDArray teacher =
                Constants.over(teacherLogits.stopGradient(), temperature).logSoftmax(1);
        NDArray student = Constants.over(studentLogits, temperature).logSoftmax(1);
        return batchMean(teacher.exp().mul(teacher.sub(student)));
    }

    /**
     * What the authors' program computes in place of the divergence: {@code mean_b,k s_k (ln s_k - t_k)}, the mean over rows
     * and classes, with t and s as in {@link #kl}. Its framework's function takes logarithms of probabilities first, but is given
     * the teacher's probabilities. Least where s is the softmax of t, almost uniform: no distillation, a faint confidence penalty.
     *
     * @param teacherLogits shape [B, C]
     * @param studentLogits shape [B, C]
     * @return shape [], negative; attached to the manager of {@code studentLogits}
     */
    static NDArray released(NDArray teacherLogits, NDArray studentLogits, double temperature) {
        Shapes.requireSameMatrix("logits of teacher and student", teacherLogits, studentLogits);
        NDArray teacher =
                Constants.over(teacherLogits.stopGradient(), temperature).softmax(1);
        NDArray student = Constants.over(studentLogits, temperature).logSoftmax(1);
        return student.exp().mul(student.sub(teacher)).mean();
    }

    /**
     * {@code (KL(p||m) + KL(q||m)) / 2} with m the mean of p and q, which are the softmax of the logits; both get a gradient.
     *
     * <p>With {@code ln(p/m) = ln 2 - softplus(ln q - ln p)} no logarithm of a small sum is ever taken.
     *
     * @param first shape [B, C]
     * @param second shape [B, C]
     * @return shape [], in [0, ln 2] up to rounding; attached to the manager of {@code first}
     */
    static NDArray jensenShannon(NDArray first, NDArray second) {
        Shapes.requireSameMatrix("logits", first, second);
        NDArray p = first.logSoftmax(1);
        NDArray q = second.logSoftmax(1);
        return Constants.over(toMean(p, q).add(toMean(q, p)), 2);
    }

    /** KL from p to the mean of p and q, both given as log-probabilities. */
    private static NDArray toMean(NDArray p, NDArray q) {
        return batchMean(p.exp().mul(Activation.softPlus(q.sub(p)).neg().add(LN_2)));
    }

    private static NDArray batchMean(NDArray perClass) {
        return perClass.sum(new int[] {1}).mean(); // [B, C] -> [B] -> []
    }
}
