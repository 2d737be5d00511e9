package io.vesper.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpicklerTest {
    private static final PickleObjects NOTHING = new PickleObjects() {
        @Override
        public Object global(String name) {
            throw new PickleException("it asks for (%s).".formatted(name));
        }

        @Override
        public Object call(Object callable, Tuple arguments) {
            throw new PickleException("it calls.");
        }

        @Override
        public Object persistent(Object id) {
            throw new PickleException("it refers outside.");
        }
    };

    /** {@code pickle.dumps({'a': [1, -2, 300, 70000, 2**40, 2**70, -2**70], 'b': (None, True, False), 'c': 1.5, 2: (), 3: ('ü',)}, p)}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80027d71002858010000006171015d7102284b014afeffffff4d2c014a701101008a060000000000018a0900000000000000"
                        + "00408a090000000000000000c06558010000006271034e88898771045801000000637105473ff80000000000004b0229"
                        + "4b035802000000c3bc7106857107752e",
                "8004955c000000000000007d94288c0161945d94284b014afeffffff4d2c014a701101008a060000000000018a0900000000"
                        + "00000000408a090000000000000000c0658c0162944e888987948c016394473ff80000000000004b02294b038c02c3bc"
                        + "948594752e"
            })
    void plainDataIsReadAsPythonWroteIt(String hex) {
        Map<Object, Object> read = PickleTypes.dictionary(read(HexFormat.of().parseHex(hex)));
        BigInteger large = BigInteger.TWO.pow(70);
        assertThat(PickleTypes.list(read.get("a")))
                .containsExactly(1L, -2L, 300L, 70000L, 1L << 40, large, large.negate());
        assertThat(PickleTypes.tuple(read.get("b")).items()).containsExactly(None.NONE, true, false);
        assertThat(read.get("c")).isEqualTo(1.5);
        assertThat(PickleTypes.tuple(read.get(2L)).items()).isEmpty();
        assertThat(PickleTypes.tuple(read.get(3L)).items()).containsExactly("ü");
    }

    /** {@code pickle.dumps(bytes(range(2)), 3)}, and the same with wider lengths. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0080\3C\2\0\1q\0.", "B\2\0\0\0\0\1.", "\u008e\2\0\0\0\0\0\0\0\0\1."})
    void bytesAreReadAsPythonWroteThem(String pickle) {
        assertThat(read(pickle)).isEqualTo(new byte[] {0, 1});
    }

    @Test
    void aValueStoredOnceIsTheSameEverywhere() {
        List<Object> pair = PickleTypes.tuple(read("]q\0h\0\u0086.")).items();
        assertThat(pair.get(0)).isSameAs(pair.get(1));
    }

    @Test
    void theNextPickleStartsBehindTheFirst() {
        ByteBuffer two = ByteBuffer.wrap(new byte[] {'K', 1, '.', 'K', 2, '.'});
        assertThat(List.of(Unpickler.read(two, NOTHING), Unpickler.read(two, NOTHING)))
                .containsExactly(1L, 2L);
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                arguments("N", "ends too early"),
                arguments(".", "takes a value where there is none"),
                arguments("0.", "takes a value where there is none"),
                arguments("t.", "closes a group that it never opened"),
                arguments("K\1(0.", "takes a value where there is none"),
                arguments("h\7.", "refers to a value (7) that it never stored"),
                arguments("}(K\1u.", "key without a value"),
                arguments("}]K\1s.", "(ArrayList) where a key of text or a number belongs"),
                arguments("}]\u0085K\1s.", "(Tuple) where a key of text or a number belongs"),
                arguments("K\1K\2a.", "(1) where a list belongs"),
                arguments("K\1]b.", "(1) where a dictionary belongs"),
                arguments("\u0080\6N.", "protocol 6"),
                arguments("i", "instruction 0x69 at byte 0"),
                arguments("K\1\u0081.", "instruction 0x81 at byte 2"),
                arguments("P1", "instruction 0x50 at byte 0"),
                arguments("cos\nsystem\n)R.", "(os.system)"),
                arguments("X\1\0\0\0\u00ff.", "is not UTF-8"),
                arguments("X\u00ff\u00ff\u00ff\u007fa.", "ends too early"),
                arguments("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ffa.", "ends too early"),
                arguments("C\2a.", "ends too early"),
                arguments("B\u00ff\u00ff\u00ff\u007fa.", "ends too early"),
                arguments("\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ffa.", "ends too early"),
                arguments("}C\1aK\1s.", "(byte[]) where a key of text or a number belongs"),
                arguments("\u008b\u00ff\u00ff\u00ff\u007f.", "a number of 2147483647 bytes"));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void whatIsDamagedOrNotNeededIsRefused(String pickle, String part) {
        assertThatThrownBy(() -> read(pickle))
                .isInstanceOf(PickleException.class)
                .hasMessageContaining(part);
    }

    @Test
    void endlessInstructionsAreRefused() {
        byte[] many = new byte[3_000_000];
        Arrays.fill(many, (byte) ']');
        assertThatThrownBy(() -> read(many)).hasMessageContaining("more than 2000000 instructions");
    }

    @Test
    void deepNestingCostsNoStack() {
        Object value = read("]".repeat(500_000) + "a".repeat(499_999) + ".");
        int depth = 0;
        for (List<Object> list = PickleTypes.list(value); !list.isEmpty(); list = PickleTypes.list(list.get(0))) {
            depth++;
        }
        assertThat(depth).isEqualTo(499_999);
        assertThat(PickleTypes.shown(String.join("", Collections.nCopies(200, "x"))))
                .hasSize(121);
    }

    private static Object read(String pickle) {
        return read(pickle.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Object read(byte[] pickle) {
        return Unpickler.read(ByteBuffer.wrap(pickle), NOTHING);
    }
}
