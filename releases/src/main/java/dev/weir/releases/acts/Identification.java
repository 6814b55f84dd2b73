package dev.weir.releases.acts;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.roles.IdentityProof;
import dev.weir.contracts.roles.Person;
import dev.weir.contracts.roles.Role;
import dev.weir.contracts.roles.TokenIssuer;
import dev.weir.privacy.identity.Identity;
import dev.weir.privacy.identity.TokenCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who the caller may be. Where an issuer of tokens is named, its token, and nothing else; else the account of the
 * machine, and an e-mail address that they state. A stated login counts for nothing: the account is theirs already.
 */
record Identification(Workspace workspace, Clock clock) {
    private static final String TOKEN = "WEIR_ID_TOKEN";
    private static final String TOKEN_FILE = "WEIR_ID_TOKEN_FILE";
    private static final int LARGEST = 1 << 16;

    /**
     * A name that the caller may go by.
     *
     * @param claims that a token adds
     */
    record Known(Person person, IdentityProof proof, Set<String> claims) {

        boolean has(Role role) {
            return role.isOf(person) || role.claims().stream().anyMatch(claims::contains);
        }
    }

    /**
     * The names, the one that is known best first; none where none is a valid name.
     *
     * @throws ProblemsException with {@link Code#NOT_PERMITTED} when a token is asked for, and there is none or it proves nothing
     */
    List<Known> of(Requester asker) {
        Optional<TokenIssuer> issuer = workspace.roles().oidc();
        if (issuer.isPresent()) {
            Identity identity =
                    TokenCheck.of(issuer.get(), workspace.root(), clock).check(token(asker));
            return List.of(new Known(identity.person(), identity.proof(), identity.claims()));
        }
        List<Known> known = new ArrayList<>();
        Person.of(asker.account())
                .ifPresent(
                        person -> known.add(new Known(person, new IdentityProof.Account(asker.account()), Set.of())));
        Person.of(asker.stated())
                .filter(Person::isAddress)
                .ifPresent(person -> known.add(new Known(person, new IdentityProof.Stated(asker.account()), Set.of())));
        return known;
    }

    private static String token(Requester asker) {
        Optional<String> file =
                Optional.ofNullable(asker.environment().get(TOKEN_FILE)).filter(text -> !text.isBlank());
        Optional<String> token =
                Optional.ofNullable(asker.environment().get(TOKEN)).filter(text -> !text.isBlank());
        if (file.isPresent() && token.isPresent()) {
            throw refused("Both " + TOKEN_FILE + " and " + TOKEN + " are set", "nobody can tell whose token counts");
        }
        return file.map(Identification::inFile)
                .or(() -> token)
                .orElseThrow(() -> refused(
                        "There is no token that proves who you are",
                        "weir.yaml has 'roles.oidc', so no name and no account counts as a proof of a role"));
    }

    private static String inFile(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return new String(in.readNBytes(LARGEST + 1), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw refused(
                    "The file of " + TOKEN_FILE + " cannot be read",
                    e.getClass().getSimpleName());
        }
    }

    private static ProblemsException refused(String what, String why) {
        return ProblemsException.of(
                Code.NOT_PERMITTED,
                Place.of(TOKEN),
                what,
                why,
                "set " + TOKEN_FILE + " to a file with a token of the issuer, or " + TOKEN + " to the token");
    }
}
