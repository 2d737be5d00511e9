package io.vesper.pickle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads pickles of protocols 2 to 5, in the instructions that dictionaries of tensors need; any other is refused.
 *
 * <p>It never recurses, so nesting costs no stack; a dictionary's keys are text, numbers, booleans or none; and the number of
 * instructions is limited, so memory is. Results: {@link Map}, {@link List}, {@link Tuple}, String, Long,
 * {@link java.math.BigInteger}, Double, Boolean, {@link None}, {@code byte[]}, and what {@link PickleObjects} returns. A list may hold itself.
 *
 * <p>See <a href="https://github.com/python/cpython/blob/main/Lib/pickletools.py">Python's list of the instructions</a>.
 */
public final class Unpickler {
    /** A network of ten thousand tensors has half a million. */
    private static final int MAX_INSTRUCTIONS = 2_000_000;

    private static final int MAX_PROTOCOL = 5;

    private final PickleInput input;
    private final PickleScalars scalars;
    private final PickleObjects objects;
    private final PickleStack stack = new PickleStack();
    private final Map<Long, Object> memo = new HashMap<>();

    private Unpickler(ByteBuffer bytes, PickleObjects objects) {
        input = new PickleInput(bytes);
        scalars = new PickleScalars(input);
        this.objects = objects;
    }

    /**
     * Reads one pickle.
     *
     * @param bytes from its position on; the position moves behind the pickle
     * @param objects decides about everything that is not plain data
     * @return the value it holds
     * @throws PickleException if it is damaged, or asks for what is refused
     */
    public static Object read(ByteBuffer bytes, PickleObjects objects) {
        return new Unpickler(bytes, objects).run();
    }

    private Object run() {
        for (int i = 0; i < MAX_INSTRUCTIONS; i++) {
            int at = input.position();
            int instruction = input.unsignedByte();
            if (instruction == '.') {
                return stack.pop();
            }
            Object scalar = scalars.read(instruction);
            if (scalar != null) {
                stack.push(scalar);
            } else if (!container(instruction) && !bookkeeping(instruction) && !object(instruction)) {
                throw new PickleException(
                        "its pickle has the instruction 0x%02x at byte %d, which plain tensors do not need."
                                .formatted(instruction, at));
            }
        }
        throw new PickleException("its pickle has more than %d instructions, which no dictionary of tensors needs."
                .formatted(MAX_INSTRUCTIONS));
    }

    private boolean container(int instruction) {
        switch (instruction) {
            case '}' -> stack.push(new LinkedHashMap<Object, Object>());
            case ']' -> stack.push(new ArrayList<Object>());
            case ')' -> stack.push(new Tuple(List.of()));
            case 't' -> stack.push(new Tuple(stack.popToMark()));
            case 0x85, 0x86, 0x87 -> stack.push(new Tuple(stack.pop(instruction - 0x84)));
            case 'a' -> append(stack.pop(1));
            case 'e' -> append(stack.popToMark());
            case 's' -> PickleTypes.putAll(stack.pop(2), stack.top());
            case 'u' -> PickleTypes.putAll(stack.popToMark(), stack.top());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean bookkeeping(int instruction) {
        switch (instruction) {
            case 0x80 -> requireProtocol(input.unsignedByte());
            case 0x95 -> input.longInteger(); // the length of a frame: the bytes come one after another anyway
            case '(' -> stack.mark();
            case '0' -> stack.pop();
            case '1' -> stack.popToMark();
            case '2' -> stack.push(stack.top());
            case 'q' -> memo.put((long) input.unsignedByte(), stack.top());
            case 'r' -> memo.put(input.unsignedInteger(), stack.top());
            case 0x94 -> memo.put((long) memo.size(), stack.top());
            case 'h' -> stack.push(remembered(input.unsignedByte()));
            case 'j' -> stack.push(remembered(input.unsignedInteger()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean object(int instruction) {
        switch (instruction) {
            case 'c' -> stack.push(objects.global(input.line() + "." + input.line()));
            case 0x93 -> {
                List<Object> names = stack.pop(2);
                stack.push(objects.global(PickleTypes.text(names.get(0)) + "." + PickleTypes.text(names.get(1))));
            }
            case 'Q' -> stack.push(objects.persistent(stack.pop()));
            case 'R' -> {
                Object arguments = stack.pop();
                stack.push(objects.call(stack.pop(), PickleTypes.tuple(arguments)));
            }
            case 'b' -> {
                stack.pop(); // attributes of a dictionary, as state dicts have, or of what is not needed itself
                if (stack.top() != Unneeded.UNNEEDED) {
                    PickleTypes.dictionary(stack.top());
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void requireProtocol(int protocol) {
        if (protocol > MAX_PROTOCOL) {
            throw new PickleException(
                    "its pickle is of protocol %d, but at most %d is read.".formatted(protocol, MAX_PROTOCOL));
        }
    }

    private Object remembered(long index) {
        Object value = memo.get(index);
        if (value == null) {
            throw new PickleException("its pickle refers to a value (%d) that it never stored.".formatted(index));
        }
        return value;
    }

    private void append(List<Object> items) {
        PickleTypes.list(stack.top()).addAll(items);
    }
}
