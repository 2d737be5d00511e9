package io.vesper.pickle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The values that instructions work on, with marks between them; nothing is taken from below the last mark. */
final class PickleStack {
    private final List<Object> values = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();

    void push(Object value) {
        values.add(value);
    }

    Object pop() {
        require(1);
        return values.remove(values.size() - 1);
    }

    Object top() {
        require(1);
        return values.get(values.size() - 1);
    }

    void mark() {
        marks.push(values.size());
    }

    /** Takes everything above the last mark, and the mark. */
    List<Object> popToMark() {
        Integer mark = marks.poll();
        if (mark == null) {
            throw new PickleException("its pickle closes a group that it never opened.");
        }
        return popFrom(mark);
    }

    /** Takes the last values, in the order they came. */
    List<Object> pop(int count) {
        require(count);
        return popFrom(values.size() - count);
    }

    private List<Object> popFrom(int start) {
        List<Object> above = values.subList(start, values.size());
        List<Object> taken = new ArrayList<>(above);
        above.clear();
        return taken;
    }

    private void require(int count) {
        int floor = marks.isEmpty() ? 0 : marks.peek();
        if (values.size() - floor < count) {
            throw new PickleException("its pickle takes a value where there is none.");
        }
    }
}
