package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A residual network up to the pooled feature, parameter names as in torchvision.
 *
 * <p>Shapes: input [B, 3, H, W], output [B, D] with D = {@link BackboneArchitecture#featureDimension()}.
 */
final class Backbone extends AbstractBlock {
    private static final Shape POOL_KERNEL = new Shape(3, 3);
    private static final Shape POOL_STRIDE = new Shape(2, 2);
    private static final Shape POOL_PADDING = new Shape(1, 1);

    private final Conv2d stem;
    private final BatchNorm stemNorm;
    private final Map<String, Block> blocks = new LinkedHashMap<>();
    private int frozenStages;

    Backbone(BackboneArchitecture architecture, boolean channelAttention) {
        stem = addChildBlock("conv1", Layers.convolution(architecture.width(), 7, 2));
        stemNorm = addChildBlock("bn1", Layers.batchNorm());
        for (int stage = 0; stage < architecture.stages(); stage++) {
            if (channelAttention && stage > 0) {
                add("attention" + (stage + 1), new ChannelAttention());
            }
            addStage(architecture, stage);
        }
    }

    private void addStage(BackboneArchitecture architecture, int stage) {
        int channels = architecture.innerChannels(stage);
        int entering = stage == 0 ? architecture.width() : architecture.outputChannels(stage - 1);
        for (int i = 0; i < architecture.blocksPerStage().get(stage); i++) {
            int stride = i == 0 ? architecture.stride(stage) : 1;
            boolean projects = i == 0 && (stride != 1 || entering != architecture.outputChannels(stage));
            add(
                    "layer%d.%d".formatted(stage + 1, i),
                    new ResidualBlock(architecture.unit(), channels, stride, projects));
        }
    }

    private void add(String name, Block block) {
        blocks.put(name, addChildBlock(name, block));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        boolean trainsStem = training && frozenStages == 0;
        NDArray convolved = Layers.apply(stem, store, inputs.singletonOrThrow(), trainsStem);
        NDArray map = pool(Layers.relu(Layers.consume(stemNorm, store, convolved, trainsStem)));
        for (Map.Entry<String, Block> block : blocks.entrySet()) {
            map = Layers.consume(block.getValue(), store, map, training && !isFrozen(block.getKey()));
        }
        NDArray feature = Pool.globalAvgPool2d(map); // [B, D, H, W] -> [B, D]
        map.close();
        return new NDList(feature);
    }

    /**
     * Computes the feature maps on the way, in evaluation.
     *
     * @param input [B, 3, H, W]
     * @return by name as {@link #mapShapes} names them
     */
    Map<String, NDArray> maps(ParameterStore store, NDArray input) {
        Map<String, NDArray> maps = new LinkedHashMap<>();
        NDArray convolved = Layers.apply(stem, store, input, false);
        NDArray map = pool(Layers.relu(Layers.consume(stemNorm, store, convolved, false)));
        maps.put("stem", map);
        for (Map.Entry<String, Block> block : blocks.entrySet()) {
            map = Layers.apply(block.getValue(), store, map, false);
            maps.put(stageOf(block.getKey()), map);
        }
        return maps;
    }

    private static String stageOf(String block) {
        return block.contains(".") ? block.substring(0, block.indexOf('.')) : block;
    }

    /**
     * Keeps the weights and running statistics of the first stages as they are.
     *
     * @param stages how many, with everything before them; 0 for none
     */
    void freeze(int stages) {
        frozenStages = stages;
        if (stages > 0) {
            stem.freezeParameters(true);
            stemNorm.freezeParameters(true);
        }
        blocks.forEach((name, block) -> {
            if (isFrozen(name)) {
                block.freezeParameters(true);
            }
        });
    }

    private boolean isFrozen(String block) {
        String stage = stageOf(block).replaceAll("[a-z]+", "");
        return Integer.parseInt(stage) <= frozenStages;
    }

    private static NDArray pool(NDArray map) {
        NDArray pooled = Pool.maxPool2d(map, POOL_KERNEL, POOL_STRIDE, POOL_PADDING, false);
        map.close();
        return pooled;
    }

    /**
     * Shapes of the feature maps on the way.
     *
     * @param input [B, 3, H, W]
     * @return by name, in order: {@code stem} (after pooling), {@code layer1}, …; each [B, C, H, W]
     */
    Map<String, Shape> mapShapes(Shape input) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        Shape[] current = {pooled(stem.getOutputShapes(new Shape[] {input})[0])};
        shapes.put("stem", current[0]);
        for (Map.Entry<String, Block> block : blocks.entrySet()) {
            current = block.getValue().getOutputShapes(current);
            if (block.getKey().startsWith("layer")) {
                shapes.put(stageOf(block.getKey()), current[0]);
            }
        }
        return shapes;
    }

    private static Shape pooled(Shape map) {
        return new Shape(map.get(0), map.get(1), (map.get(2) - 1) / 2 + 1, (map.get(3) - 1) / 2 + 1);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape last = inputShapes[0];
        for (Shape shape : mapShapes(inputShapes[0]).values()) {
            last = shape;
        }
        return new Shape[] {new Shape(last.get(0), last.get(1))};
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        stem.initialize(manager, dataType, inputShapes);
        Shape[] shapes = stem.getOutputShapes(inputShapes);
        stemNorm.initialize(manager, dataType, shapes);
        shapes = new Shape[] {pooled(shapes[0])};
        for (Block block : blocks.values()) {
            block.initialize(manager, dataType, shapes);
            shapes = block.getOutputShapes(shapes);
        }
    }
}
