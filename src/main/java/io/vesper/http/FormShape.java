package io.vesper.http;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the record of a form is made.
 *
 * @param parts one for each argument of the constructor
 */
record FormShape(Constructor<?> constructor, List<FormPart> parts) {
    /** Reflection parses annotations anew whenever it is asked, which takes longer than a search. */
    private static final ClassValue<FormShape> SHAPES = new ClassValue<>() {
        @Override
        protected FormShape computeValue(Class<?> form) {
            return inspect(form);
        }
    };

    static FormShape of(Class<?> form) {
        return SHAPES.get(form);
    }

    private static FormShape inspect(Class<?> form) {
        RecordComponent[] components = form.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = form.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new FormShape(
                    constructor, Arrays.stream(components).map(FormPart::of).toList());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("The record %s has no constructor.".formatted(form.getName()), e);
        }
    }

    /** Whether a parameter of that name may be given more than once. */
    boolean hasList(String name) {
        return parts.stream().anyMatch(part -> part.isList() && part.name().equals(name));
    }

    List<String> names() {
        return parts.stream().map(FormPart::name).toList();
    }
}
