package io.vesper.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.vesper.checkpoint.TensorSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The network of <a href="https://arxiv.org/abs/2104.02862">Tian et al. 2021</a>: a visible-specific, an infrared-specific and a
 * shared branch of equal architecture, no weight in common.
 *
 * <p>Computes all of it unless told to {@link #use} less. Random initial weights follow from the engine's seed at construction.
 * Owns its memory; used by one thread at a time.
 */
public final class CrossModalNetwork implements AutoCloseable {
    /** As the authors' program has it. */
    public static final float DROPOUT_RATE = 0.5f;

    private static final Shape INITIAL_SHAPE = new Shape(1, 3, 64, 32);

    private final NetworkArchitecture architecture;
    private final NDManager manager;
    private final ParameterStore store;
    private final Branch visible;
    private final Branch infrared;
    private final Branch shared;
    private final Map<String, Parameter> parameters;
    private Passes passes = Passes.ALL;

    /**
     * Builds a network with random weights.
     *
     * @param architecture names and shapes
     * @param device where its weights live
     */
    public CrossModalNetwork(NetworkArchitecture architecture, Device device) {
        this.architecture = architecture;
        manager = NDManager.newBaseManager(device, Engine.getDefaultEngineName());
        store = new ParameterStore(manager, false);
        visible = branch();
        infrared = branch();
        shared = branch();
        parameters = Collections.unmodifiableMap(ParameterNames.of(
                ParameterNames.entry("visible", visible),
                ParameterNames.entry("infrared", infrared),
                ParameterNames.entry("shared", shared)));
    }

    private Branch branch() {
        Branch branch = new Branch(architecture);
        branch.initialize(manager, DataType.FLOAT32, INITIAL_SHAPE);
        return branch;
    }

    public NetworkArchitecture architecture() {
        return architecture;
    }

    /** Where the network computes. */
    public Device device() {
        return manager.getDevice();
    }

    /** A scope for arrays on the network's device; the caller closes it. */
    public NDManager newSubManager() {
        return manager.newSubManager();
    }

    /**
     * Leaves out what a training does not need: it is not computed, and its weights stay as they are.
     *
     * @param needed what is computed from now on
     */
    public void use(Passes needed) {
        passes = needed;
        for (Branch branch : List.of(visible, infrared, shared)) {
            branch.useBottleneck(needed.bottleneck());
        }
        parameters.forEach((name, parameter) -> {
            if (!needed.reach(name)) {
                parameter.freeze(true);
            }
        });
    }

    /** @param rate share of the hidden units that each classifier of a representation drops in training, in [0, 1) */
    public void useDropout(float rate) {
        List.of(visible, infrared, shared).forEach(branch -> branch.bottleneck().useDropout(rate));
    }

    /**
     * Runs the passes in use.
     *
     * @param images normalised pictures, shape [B, 3, H, W], float32; results belong to their manager. With split routing the first
     *     half is visible, the second infrared
     * @param training true for batch statistics and dropout; false for running statistics
     * @return their outputs
     */
    public NetworkOutput forward(NDArray images, boolean training) {
        return switch (passes.routing()) {
            case MIXED -> mixed(images, training);
            case SPLIT -> split(images, training);
        };
    }

    /**
     * Runs the passes in use in evaluation, each picture through the branches of its own modality, however training routes it.
     *
     * @param images as with split routing: first the visible pictures, then as many infrared ones
     * @return outputs of shape [B / 2, ...]
     */
    public NetworkOutput evaluatePairs(NDArray images) {
        return split(images, false);
    }

    /** The shared branch sees the luminance first, as in the authors' program: running statistics weigh the later pass more. */
    private NetworkOutput mixed(NDArray images, boolean training) {
        NDArray luminance = Luminance.of(images);
        BranchOutput inLuminance = passes.shared() ? pass(shared, luminance, training) : null;
        BranchOutput inColour = passes.shared() ? pass(shared, images, training) : null;
        return new NetworkOutput(
                passes.specific() ? pass(visible, images, training) : null,
                passes.specific() ? pass(infrared, luminance, training) : null,
                inColour,
                inLuminance);
    }

    /** One pass of the shared branch sees both modalities, so that its batch statistics are those it is used with. */
    private NetworkOutput split(NDArray images, boolean training) {
        NDList halves = images.split(2); // [B, 3, H, W] -> 2 x [B / 2, 3, H, W]
        NDArray inColour = halves.get(0);
        NDArray luminance = Luminance.of(halves.get(1));
        BranchOutput[] both = {null, null};
        if (passes.shared()) {
            NDArray seen = passes.visibleInput() == VisibleInput.LUMINANCE ? Luminance.of(inColour) : inColour;
            both = pass(shared, NDArrays.concat(new NDList(seen, luminance)), training)
                    .halves();
        }
        return new NetworkOutput(
                passes.specific() ? pass(visible, inColour, training) : null,
                passes.specific() ? pass(infrared, luminance, training) : null,
                both[0],
                both[1]);
    }

    private BranchOutput pass(Branch branch, NDArray images, boolean training) {
        return new BranchOutput(branch.forward(store, new NDList(images), training));
    }

    /**
     * Keeps the first stages of every encoder as they are, running statistics included.
     *
     * @param stages how many, with the stem; 0 for none
     */
    public void freezeStages(int stages) {
        for (Branch branch : List.of(visible, infrared, shared)) {
            branch.backbone().freeze(stages);
        }
    }

    Backbone sharedBackbone() {
        return shared.backbone();
    }

    /** Every parameter, running statistics included, by its name in a checkpoint; fixed order. */
    public Map<String, Parameter> parameters() {
        return parameters;
    }

    /** The weights as they are now, by checkpoint name: a view, not a copy. */
    public TensorSource weights() {
        return new ParameterTensors(parameters);
    }

    /**
     * Replaces all weights.
     *
     * @param source has a tensor of the right shape for every parameter
     * @throws IllegalArgumentException naming a missing or misshaped tensor; nothing is replaced then
     */
    public void load(TensorSource source) {
        ParameterTensors.copy(source, parameters);
    }

    /**
     * Starts from what another network learned: one of this kind, or a classification backbone, for every branch's encoder.
     * Classifiers keep their random start, as they belong to the identities they were trained on; so does what the source lacks.
     *
     * @param source named as {@link WeightsFormat} lists
     * @return what became of each tensor
     * @throws IllegalArgumentException if nothing fits, or a tensor has another shape than here; nothing is replaced then
     */
    public ImportReport initialise(TensorSource source) {
        return InitialWeights.apply(source, parameters);
    }

    @Override
    public void close() {
        manager.close();
    }
}
