package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.gallery.People;
import io.vesper.index.GalleryName;
import io.vesper.person.PersonId;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication
@RequestMapping("/people")
@Tag(name = "People", description = "Who is known in a gallery")
class PeopleController {
    private static final String PERSON = "Who; percent-encoded where it is no plain text, as 'A/B' is A%2FB";
    private static final String GALLERY = "In which gallery; default if absent";

    private final People people;

    PeopleController(People people) {
        this.people = people;
    }

    @GetMapping
    @Operation(
            summary = "List people",
            description = "Everybody of whom the gallery has an image, in the order of ids.")
    @ApiResponse(responseCode = "200", description = "A page of them; none if the gallery is not known")
    PersonView.Page list(@ParameterObject @ModelAttribute PeopleForm form) {
        PeopleForm.PageRequest request = form.toRequest();
        return PersonView.Page.of(request.gallery(), people.page(request.gallery(), request.after(), request.limit()));
    }

    @GetMapping("/{personId}")
    @Operation(
            summary = "Show a person",
            description = "How many images there are, by modality and camera, and from when to when.")
    @ApiResponse(responseCode = "200", description = "The person")
    @ApiResponse(responseCode = "404", description = "The gallery has no image of that person")
    PersonView person(
            @Parameter(description = PERSON, example = "0007") @PathVariable String personId,
            @Parameter(description = GALLERY, example = "default") @RequestParam(required = false) @Nullable
                    String gallery) {
        GalleryName name = PathValues.galleryOrDefault(gallery);
        return PersonView.of(name, people.person(name, PathValues.person(personId)));
    }

    @PostMapping("/{personId}/merge")
    @Operation(summary = "Merge two people", description = """
                    All images of this person become images of the other, at once. A picture that both had by one camera is kept once, \
                    as the image enrolled first. Somebody who has no image yet may be named: the person is renamed then.""")
    @ApiResponse(responseCode = "200", description = "Merged; nobody is called by the old id any more")
    @ApiResponse(responseCode = "400", description = "It was to be merged into itself, or the id is no id")
    @ApiResponse(responseCode = "404", description = "The gallery has no image of the person to be merged")
    MergeBody.Answer merge(
            @Parameter(description = PERSON, example = "0007") @PathVariable String personId,
            @Parameter(description = GALLERY, example = "default") @RequestParam(required = false) @Nullable
                    String gallery,
            @RequestBody MergeBody body) {
        PersonId merged = PathValues.person(personId);
        GalleryName name = PathValues.galleryOrDefault(gallery);
        return MergeBody.Answer.of(people.merge(name, merged, body.toPerson(merged)));
    }

    @DeleteMapping("/{personId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Erase a person",
            description = "Erases the person's images in the gallery, with pictures, embeddings by any model and index"
                    + " entries. Images of other galleries, and those that nobody has identified, stay.")
    @ApiResponse(responseCode = "204", description = "Erased; no later query finds the person")
    @ApiResponse(responseCode = "404", description = "The gallery has no image of that person")
    void erase(
            @Parameter(description = PERSON, example = "0007") @PathVariable String personId,
            @Parameter(description = GALLERY, example = "default") @RequestParam(required = false) @Nullable
                    String gallery) {
        people.erase(PathValues.galleryOrDefault(gallery), PathValues.person(personId));
    }
}
