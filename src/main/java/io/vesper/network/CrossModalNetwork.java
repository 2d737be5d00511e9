package io.vesper.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
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
 * <p>Mixed routing, as in the authors' code: every picture of a batch, of either modality, takes all four passes. Random initial
 * weights follow from the engine's seed at construction. Owns its memory; used by one thread at a time.
 */
public final class CrossModalNetwork implements AutoCloseable {
    private static final Shape INITIAL_SHAPE = new Shape(1, 3, 64, 32);

    private final NetworkArchitecture architecture;
    private final NDManager manager;
    private final ParameterStore store;
    private final Branch visible;
    private final Branch infrared;
    private final Branch shared;
    private final Map<String, Parameter> parameters;

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

    /** A scope for arrays on the network's device; the caller closes it. */
    public NDManager newSubManager() {
        return manager.newSubManager();
    }

    /**
     * Runs all four passes.
     *
     * @param images normalised pictures of either modality, shape [B, 3, H, W], float32; results belong to their manager
     * @param training true for batch statistics and dropout; false for running statistics
     * @return eight outputs, B rows each
     */
    public NetworkOutput forward(NDArray images, boolean training) {
        NDArray luminance = Luminance.of(images);
        BranchOutput inColour = pass(shared, images, training);
        BranchOutput inLuminance = pass(shared, luminance, training);
        return new NetworkOutput(
                pass(visible, images, training), pass(infrared, luminance, training), inColour, inLuminance);
    }

    private BranchOutput pass(Branch branch, NDArray images, boolean training) {
        return BranchOutput.of(branch.forward(store, new NDList(images), training));
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
     * Starts from the weights of another network of this kind, or of a classification backbone (see
     * {@link #initialiseEncoders}). Classifiers of another number of identities keep their random start.
     *
     * @throws IllegalArgumentException if nothing fits, or a tensor other than a classifier has another shape
     */
    public void initialise(TensorSource source) {
        if (source.names().stream().noneMatch(name -> name.startsWith("shared."))) {
            initialiseEncoders(source);
        } else {
            ParameterTensors.copyPresent(source, parameters);
        }
    }

    /**
     * Starts every branch's encoder from a classification backbone's weights, torchvision names; the source may lack tensors.
     *
     * @param source for example ResNet-50 trained on ImageNet
     * @return how many of the encoder's tensors were found
     * @throws IllegalArgumentException if a tensor has another shape, or none was found
     */
    public int initialiseEncoders(TensorSource source) {
        return EncoderInitialisation.apply(source, parameters);
    }

    @Override
    public void close() {
        manager.close();
    }
}
