package io.vesper.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses parameters that an endpoint does not have, or has once but was given twice: a typo must not pass as a default. */
public final class KnownParameters implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && isOurs(method)) {
            List<FieldProblem> problems = problems(request, method);
            if (!problems.isEmpty()) {
                throw new InvalidRequestException(problems);
            }
        }
        return true;
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith("io.vesper.");
    }

    private static List<FieldProblem> problems(HttpServletRequest request, HandlerMethod method) {
        Set<String> known = names(method);
        List<FieldProblem> problems = new ArrayList<>();
        request.getParameterMap().forEach((name, values) -> {
            if (values.length > 1 && known.contains(name) && !isList(method, name)) {
                problems.add(new FieldProblem(name, "It is given %d times, but counts once.".formatted(values.length)));
            }
        });
        given(request).stream()
                .filter(name -> !known.contains(name))
                .forEach(name ->
                        problems.add(new FieldProblem(name, "It is unknown here; known are %s.".formatted(known))));
        return problems;
    }

    private static boolean isList(HandlerMethod method, String name) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(ModelAttribute.class))
                .anyMatch(form -> FormShape.of(form.getParameterType()).hasList(name));
    }

    private static Set<String> given(HttpServletRequest request) {
        Set<String> names = new TreeSet<>(request.getParameterMap().keySet());
        if (request instanceof MultipartHttpServletRequest multipart) {
            names.addAll(multipart.getMultiFileMap().keySet());
        }
        return names;
    }

    private static Set<String> names(HandlerMethod method) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam requestParam = parameter.getParameterAnnotation(RequestParam.class);
            if (requestParam != null) {
                names.add(
                        requestParam.name().isEmpty() ? parameter.getParameter().getName() : requestParam.name());
            } else if (parameter.hasParameterAnnotation(ModelAttribute.class)) {
                names.addAll(FormShape.of(parameter.getParameterType()).names());
            }
        }
        return names;
    }
}
