package io.vesper.security;

import io.vesper.access.CallerAuthentication;
import io.vesper.access.TooManyRequestsException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the caller of a request where everything else looks for it, or refuses a bad one. Nothing is kept between requests. */
final class CallerFilter extends OncePerRequestFilter {
    private final Callers callers;
    private final EndpointScopes scopes;
    private final ProblemAnswers problems;

    CallerFilter(Callers callers, EndpointScopes scopes, ProblemAnswers problems) {
        this.callers = callers;
        this.scopes = scopes;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(caller(request));
            SecurityContextHolder.setContext(context);
        } catch (AuthenticationException | AccessDeniedException | TooManyRequestsException | DataAccessException e) {
            problems.answer(request, response, e);
            return;
        }
        chain.doFilter(request, response);
    }

    private @Nullable CallerAuthentication caller(HttpServletRequest request) {
        try {
            return callers.of(request);
        } catch (DataAccessException e) {
            if (scopes.isOpen(request)) {
                return null; // A database that does not answer must not look like a process that is dead.
            }
            CallerAuthentication recalled = scopes.isForMetrics(request) ? callers.recalled(request) : null;
            if (recalled == null) {
                throw e;
            }
            return recalled; // The metrics say that it does not answer, to whom it concerns.
        }
    }
}
