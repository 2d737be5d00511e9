package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import io.vesper.checkpoint.TensorSource;
import io.vesper.network.FoldedConvolution.LayerNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A backbone for inference: batch norms folded into convolutions, every intermediate map freed as soon as it was used. */
final class FoldedBackbone {
    private final FoldedConvolution stem;
    private final List<Unit> units = new ArrayList<>();
    private final List<@Nullable NDArray> gates = new ArrayList<>();

    private record Unit(
            List<FoldedConvolution> convolutions, @Nullable FoldedConvolution shortcut) {}

    FoldedBackbone(NDManager manager, TensorSource source, NetworkArchitecture architecture, String prefix) {
        BackboneArchitecture backbone = architecture.backbone();
        stem = new FoldedConvolution(manager, source, new LayerNames(prefix + "conv1", prefix + "bn1"), 2);
        for (int stage = 0; stage < backbone.stages(); stage++) {
            for (int i = 0; i < backbone.blocksPerStage().get(stage); i++) {
                boolean attends = architecture.channelAttention() && stage > 0 && i == 0;
                gates.add(attends ? gate(manager, source, prefix + "attention" + (stage + 1) + ".gamma") : null);
                String name = "%slayer%d.%d.".formatted(prefix, stage + 1, i);
                units.add(unit(manager, source, name, backbone, i == 0 ? backbone.stride(stage) : 1));
            }
        }
    }

    private static NDArray gate(NDManager manager, TensorSource source, String name) {
        return manager.create(source.values(name));
    }

    private static Unit unit(
            NDManager manager, TensorSource source, String name, BackboneArchitecture backbone, int stride) {
        int count = backbone.unit() == BackboneArchitecture.Unit.BOTTLENECK ? 3 : 2;
        int strided = count == 3 ? 2 : 1;
        List<FoldedConvolution> convolutions = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            LayerNames names = new LayerNames(name + "conv" + i, name + "bn" + i);
            convolutions.add(new FoldedConvolution(manager, source, names, i == strided ? stride : 1));
        }
        LayerNames shortcut = new LayerNames(name + "downsample.0", name + "downsample.1");
        boolean projects = source.names().contains(shortcut.layer() + ".weight");
        return new Unit(convolutions, projects ? new FoldedConvolution(manager, source, shortcut, stride) : null);
    }

    /**
     * @param images shape [B, 3, H, W]
     * @return feature, shape [B, D]
     */
    NDArray feature(NDArray images) {
        NDArray map = map(images);
        NDArray feature = Pool.globalAvgPool2d(map); // [B, D, H, W] -> [B, D]
        map.close();
        return feature;
    }

    /**
     * @param images shape [B, 3, H, W]
     * @return the last stage's map, which is pooled to the feature, shape [B, D, H', W']
     */
    NDArray map(NDArray images) {
        NDArray input = ChannelsLast.of(images);
        NDArray map = pool(Layers.relu(stem.apply(input)));
        input.close();
        for (int i = 0; i < units.size(); i++) {
            NDArray gate = gates.get(i);
            if (gate != null) {
                map = attend(map, gate);
            }
            map = apply(units.get(i), map);
        }
        return map;
    }

    private static NDArray attend(NDArray map, NDArray gate) {
        NDArray attended = ChannelAttention.attend(map, gate);
        map.close();
        return attended;
    }

    private static NDArray pool(NDArray map) {
        NDArray pooled = Pool.maxPool2d(map, new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false);
        map.close();
        return pooled;
    }

    private static NDArray apply(Unit unit, NDArray input) {
        NDArray output = unit.convolutions.get(0).apply(input);
        for (FoldedConvolution convolution : unit.convolutions.subList(1, unit.convolutions.size())) {
            NDArray activated = Layers.relu(output);
            output = convolution.apply(activated);
            activated.close();
        }
        NDArray identity = unit.shortcut == null ? input : unit.shortcut.apply(input);
        output.addi(identity);
        if (unit.shortcut != null) {
            identity.close();
        }
        input.close();
        NDArray result = Activation.relu(output);
        output.close();
        return result;
    }
}
