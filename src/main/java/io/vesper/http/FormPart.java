package io.vesper.http;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartRequest;

/**
 * One field of a form.
 *
 * @param type of its values: String, Double or MultipartFile
 * @param isList whether it may have many; as text they stand in one parameter, with commas between, or in one each,
 *     which are taken as they are
 */
record FormPart(String name, Type type, boolean isList) {
    private static final Set<Type> OF_LISTS = Set.of(String.class, Double.class, MultipartFile.class);

    static FormPart of(RecordComponent component) {
        FormPart part = component.getGenericType() instanceof ParameterizedType list
                ? new FormPart(component.getName(), list.getActualTypeArguments()[0], true)
                : new FormPart(component.getName(), component.getType(), false);
        if (!(part.isList() ? OF_LISTS : Set.of(String.class)).contains(part.type())) {
            throw new IllegalStateException("A form has no fields of the type %s (%s)."
                    .formatted(component.getGenericType(), component.getName()));
        }
        return part;
    }

    /**
     * The field's value; null if it is not given.
     *
     * @throws IllegalArgumentException if it is given as a file instead of as text, the other way round, or as no number
     */
    @Nullable
    Object read(NativeWebRequest request) {
        String[] texts = request.getParameterValues(name);
        List<MultipartFile> files = files(request);
        boolean isOfFiles = type == MultipartFile.class;
        if (isOfFiles ? texts != null : !files.isEmpty()) {
            throw new IllegalArgumentException("A file is no text.");
        }
        if (isOfFiles) {
            return files.isEmpty() ? null : files;
        }
        if (texts == null) {
            return null;
        }
        return isList ? list(texts) : texts[0];
    }

    private List<MultipartFile> files(NativeWebRequest request) {
        MultipartRequest multipart = request.getNativeRequest(MultipartRequest.class);
        return multipart == null ? List.of() : multipart.getFiles(name);
    }

    private List<?> list(String[] texts) {
        List<String> values =
                Arrays.asList(texts.length == 1 ? StringUtils.commaDelimitedListToStringArray(texts[0]) : texts);
        return type == Double.class ? values.stream().map(Double::valueOf).toList() : values;
    }
}
