package io.vesper.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A graph of ONNX operators under construction: each operator's output has a name, by which the next takes it.
 *
 * <p>Field numbers are those of <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>.
 */
final class OnnxGraph {
    /** Every operator here is older, and every runtime of the last five years knows it. */
    private static final long OPSET = 13;

    private static final long IR_VERSION = 8;
    private static final long INTS = 7;
    private static final long INT = 2;

    private final ProtoMessage graph = new ProtoMessage();
    private int count;

    /** Types of a tensor's values. */
    enum Type {
        FLOAT(1),
        UINT8(2),
        INT8(3),
        INT32(6),
        INT64(7),
        BOOL(9);

        final long code;

        Type(long code) {
            this.code = code;
        }
    }

    /**
     * Adds an operator.
     *
     * @param inputs names of what it works on
     * @param attributes made by {@link #attribute}
     * @return the name of its output
     */
    String node(String operator, List<String> inputs, ProtoMessage... attributes) {
        String output = operator.toLowerCase(Locale.ROOT) + "_" + count++;
        nodeNamed(output, operator, inputs, attributes);
        return output;
    }

    /** The same, where the output's name matters. */
    void nodeNamed(String output, String operator, List<String> inputs, ProtoMessage... attributes) {
        ProtoMessage node = new ProtoMessage();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(3, output).text(4, operator);
        Arrays.stream(attributes).forEach(attribute -> node.message(5, attribute));
        graph.message(1, node);
    }

    static ProtoMessage attribute(String name, long value) {
        return new ProtoMessage().text(1, name).number(3, value).number(20, INT);
    }

    static ProtoMessage attribute(String name, long... values) {
        ProtoMessage attribute = new ProtoMessage().text(1, name);
        Arrays.stream(values).forEach(value -> attribute.number(8, value));
        return attribute.number(20, INTS);
    }

    /** Adds weights; returns their name. */
    String constant(String name, float[] values, long... shape) {
        graph.message(5, tensor(name, Type.FLOAT, shape).floats(9, values));
        return name;
    }

    /** The same of another type; its bytes, little-endian. */
    String constant(String name, Type type, byte[] values, long... shape) {
        graph.message(5, tensor(name, type, shape).bytes(9, values));
        return name;
    }

    private static ProtoMessage tensor(String name, Type type, long... shape) {
        ProtoMessage tensor = new ProtoMessage();
        Arrays.stream(shape).forEach(size -> tensor.number(1, size));
        return tensor.number(2, type.code).text(8, name);
    }

    /** Adds a list of whole numbers: a shape, or axes. */
    String numbers(String name, long... values) {
        ProtoMessage tensor = new ProtoMessage().number(1, values.length);
        Arrays.stream(values).forEach(value -> tensor.number(7, value));
        graph.message(5, tensor.number(2, Type.INT64.code).text(8, name));
        return name;
    }

    /** @param sizes of the axes; a text names a size that is known at run time only */
    void input(String name, Type type, Object... sizes) {
        graph.message(11, value(name, type, sizes));
    }

    void output(String name, Type type, Object... sizes) {
        graph.message(12, value(name, type, sizes));
    }

    /** Of any shape. */
    void output(String name, Type type) {
        ProtoMessage tensor = new ProtoMessage().number(1, type.code);
        graph.message(12, new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor)));
    }

    private static ProtoMessage value(String name, Type type, Object... sizes) {
        ProtoMessage shape = new ProtoMessage();
        for (Object size : sizes) {
            ProtoMessage axis = new ProtoMessage();
            shape.message(
                    1,
                    size instanceof Number number ? axis.number(1, number.longValue()) : axis.text(2, size.toString()));
        }
        ProtoMessage tensor = new ProtoMessage().number(1, type.code).message(2, shape);
        return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
    }

    /**
     * Closes the graph.
     *
     * @param description for people
     * @param notes for programs, by name
     * @return the whole file
     */
    ProtoMessage model(String description, Map<String, String> notes) {
        ProtoMessage model = new ProtoMessage()
                .number(1, IR_VERSION)
                .text(2, "vesper")
                .text(6, description)
                .message(7, graph.text(2, "shared-branch"))
                .message(8, new ProtoMessage().text(1, "").number(2, OPSET));
        notes.forEach((name, text) ->
                model.message(14, new ProtoMessage().text(1, name).text(2, text)));
        return model;
    }
}
