package io.vesper.security;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.access.ApiKeys;
import io.vesper.access.KeyCheck;
import io.vesper.access.NewKey;
import io.vesper.access.Scope;
import io.vesper.http.InvalidRequestException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API keys: make, list, revoke. */
@RestController
@ConditionalOnWebApplication
@RequestMapping("/keys")
@Tag(name = "Keys", description = "API keys: make, list, revoke")
class KeysController {
    private final ApiKeys keys;
    private final KeyCheck check;

    KeysController(ApiKeys keys, KeyCheck check) {
        this.keys = keys;
        this.check = check;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a key",
            description =
                    "The answer shows the key, this once. The first one must have the scope admin: from then on every request"
                            + " needs a key, for good.")
    @ApiResponse(responseCode = "201", description = "Made, and good at once")
    KeyView.Created create(@RequestBody KeyBody body) {
        NewKey wanted = body.toNewKey();
        if (!check.areOn() && !wanted.scopes().contains(Scope.ADMIN)) {
            throw new InvalidRequestException(
                    "scopes",
                    "The first key needs the scope admin. Maybe make that one first, or nobody could make another.");
        }
        return KeyView.Created.of(keys.create(wanted));
    }

    @GetMapping
    @Operation(
            summary = "List keys",
            description = "Oldest first, also those expired or revoked; without their secrets.")
    KeyView.All list() {
        return new KeyView.All(keys.list().stream().map(KeyView::of).toList());
    }

    @DeleteMapping("/{keyId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Revoke a key",
            description = "For good, and at once; other servers on the same database follow within seconds.")
    @ApiResponse(responseCode = "204", description = "Revoked, now or before")
    void revoke(@PathVariable String keyId) {
        keys.revoke(keyId);
    }
}
