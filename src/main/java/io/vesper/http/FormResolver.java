package io.vesper.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Makes the records of forms, from parameters and files. Spring's own binder would do it too, but parses the annotations of all of a
 * record's fields for each of them, with every request.
 */
public final class FormResolver implements HandlerMethodArgumentResolver {
    static final String WRONG_TYPE = "It has the wrong type. Maybe a file was sent as text, without a file name.";

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().isRecord() && parameter.hasParameterAnnotation(ModelAttribute.class);
    }

    /** @throws InvalidRequestException naming every field of a wrong type */
    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        FormShape shape = FormShape.of(parameter.getParameterType());
        List<FieldProblem> problems = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (FormPart part : shape.parts()) {
            try {
                values.add(part.read(request));
            } catch (IllegalArgumentException e) {
                problems.add(new FieldProblem(part.name(), WRONG_TYPE));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        return BeanUtils.instantiateClass(shape.constructor(), values.toArray());
    }
}
