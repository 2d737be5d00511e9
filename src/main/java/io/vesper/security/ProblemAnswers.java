package io.vesper.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Has what Spring Security refuses answered like everything else that is refused: with a problem document. */
final class ProblemAnswers implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
    private final HandlerExceptionResolver problems;

    ProblemAnswers(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Exception e) {
        problems.resolveException(request, response, null, e);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
        answer(request, response, e);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e) {
        answer(request, response, reason(request, e));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException e) {
        answer(request, response, e);
    }

    private static Exception reason(HttpServletRequest request, AccessDeniedException e) {
        if (e instanceof AuthorizationDeniedException denied) {
            if (denied.getAuthorizationResult() instanceof Ruling.WrongMethod wrong) {
                return new HttpRequestMethodNotSupportedException(request.getMethod(), wrong.allowed());
            }
            if (denied.getAuthorizationResult() instanceof Ruling.NoEndpoint) {
                String path = request.getRequestURI();
                return new NoResourceFoundException(HttpMethod.valueOf(request.getMethod()), path, path);
            }
        }
        return e;
    }
}
