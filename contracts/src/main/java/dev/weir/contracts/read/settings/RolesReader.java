package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.roles.Act;
import dev.weir.contracts.roles.Person;
import dev.weir.contracts.roles.Role;
import dev.weir.contracts.roles.Roles;
import dev.weir.contracts.roles.TokenIssuer;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.OwnHost;
import dev.weir.contracts.yaml.YamlMap;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code roles} of {@code weir.yaml}: who may do what not everybody may. */
final class RolesReader {

    private static final Field<List<Act>> MAY = Field.required(
            "may",
            FieldKinds.someOf(FieldKinds.oneOf(Act.class)),
            "What it lets people do: waive, reveal, export, rotate, rollback, correct.");
    private static final Field<List<String>> PEOPLE = Field.optional(
            "people",
            FieldKinds.someOf(FieldKinds.SOMETHING),
            "Who has it: e-mail addresses, and logins of accounts, in ASCII.");
    private static final Field<List<String>> CLAIMS = Field.optional(
            "claims",
            FieldKinds.someOf(FieldKinds.SOMETHING),
            "Who has it besides: whose token has one of these among its roles. Needs 'oidc'.");
    private static final Shape ROLE = Shape.of("a role", WorkspaceFile.PATH, MAY, PEOPLE, CLAIMS);

    private static final Field<String> ISSUER = Field.required(
            "issuer", FieldKinds.SOMETHING, "The issuer's address as its tokens have it, with https://.");
    private static final Field<String> AUDIENCE =
            Field.required("audience", FieldKinds.SOMETHING, "For whom tokens have to be made, such as weir.");
    private static final Field<String> PERSON = Field.optional(
            "person",
            FieldKinds.SOMETHING,
            "The claim with the person's e-mail address or login; 'email' when left out.");
    private static final Field<String> GROUPS = Field.optional(
            "roles",
            FieldKinds.SOMETHING,
            "The claim whose values 'claims' of a role names; 'roles' when left out. A path such as realm_access.roles"
                    + " leads into objects.");
    private static final Field<String> KEYS = Field.optional(
            "keys",
            FieldKinds.SOMETHING,
            "A file of the workspace with the issuer's public keys (JWKS); without it the issuer is asked for them.");
    private static final Shape OIDC =
            Shape.of("an issuer of tokens", WorkspaceFile.PATH, ISSUER, AUDIENCE, PERSON, GROUPS, KEYS);

    private static final Field<YamlMap> NAMED =
            Field.required("named", FieldKinds.entriesOf(FieldKinds.object(ROLE)), "The roles, by names of your own.");
    private static final Field<List<Act>> TWO_PEOPLE = Field.optional(
            "twoPeople",
            FieldKinds.someOf(
                    FieldKinds.oneOf(Act.WAIVE.word(), Act.EXPORT.word()).map(Act::of)),
            "What a second person has to approve: waive, export, or both.");
    private static final Field<YamlMap> BY_TOKEN = Field.optional(
            "oidc",
            FieldKinds.object(OIDC),
            "Who says by OpenID Connect who somebody is. With it, a role needs a token, and no name is taken as stated.");

    static final Shape SHAPE = Shape.of("roles", WorkspaceFile.PATH, NAMED, TWO_PEOPLE, BY_TOKEN);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private final Environment environment;
    private final Problems problems;

    private RolesReader(Environment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** None where the file declares none. */
    static Roles read(Optional<YamlMap> written, Environment environment, Problems problems) {
        return written.map(map -> new RolesReader(environment, problems).roles(map))
                .orElse(Roles.NONE);
    }

    private Roles roles(YamlMap map) {
        Optional<TokenIssuer> issuer = BY_TOKEN.in(map).flatMap(this::issuer);
        List<Role> named = new ArrayList<>();
        NAMED.in(map)
                .ifPresent(all -> all.entries().forEach((name, entry) -> {
                    if (!NAME.matcher(name).matches()) {
                        problem(
                                entry.key(),
                                "'" + name + "' is no name of a role",
                                "messages and logs call it so",
                                "write letters, digits, '-' and '_', a letter or a digit first");
                        return;
                    }
                    all.map(name).ifPresent(role -> named.add(role(name, role, BY_TOKEN.isIn(map))));
                }));
        if (named.isEmpty() && NAMED.in(map).isPresent()) {
            problem(
                    NAMED.place(map),
                    "'" + NAMED + "' of 'roles' names no role",
                    "without a role everybody may do everything",
                    "name one, or take 'roles' out");
        }
        return new Roles(named, acts(TWO_PEOPLE.or(map, List.of())), issuer);
    }

    private Role role(String name, YamlMap map, boolean hasIssuer) {
        List<Person> people = new ArrayList<>();
        for (String written : PEOPLE.or(map, List.of())) {
            Optional<Person> person = Person.of(written);
            if (person.isEmpty()) {
                problem(
                        PEOPLE.place(map),
                        "The role '" + name + "' names '" + written + "'",
                        "people are called by an e-mail address or a login in ASCII, so that no letter passes for another",
                        "write such as dpo@example.org, or the login of an account");
            }
            person.ifPresent(people::add);
        }
        if (CLAIMS.isIn(map) && !hasIssuer) {
            problem(
                    CLAIMS.placeOfKey(map),
                    "The role '" + name + "' has 'claims'",
                    "they are values in tokens, and no 'oidc' says whose",
                    "add 'oidc', or name people");
        }
        if (!PEOPLE.isIn(map) && !CLAIMS.isIn(map)) {
            problem(
                    map.place(),
                    "Nobody has the role '" + name + "'",
                    "it names neither people nor claims",
                    "add 'people', or 'claims' with 'oidc'");
        }
        return new Role(name, acts(MAY.or(map, List.of())), people, CLAIMS.or(map, List.of()));
    }

    private static Set<Act> acts(List<Act> written) {
        return written.isEmpty() ? Set.of() : EnumSet.copyOf(written);
    }

    private Optional<TokenIssuer> issuer(YamlMap map) {
        String issuer = environment.fill(map, ISSUER, "").strip();
        String audience = environment.fill(map, AUDIENCE, "").strip();
        if (!isAddress(issuer)) {
            problem(
                    ISSUER.place(map),
                    "The 'issuer' of 'oidc' is no address with https://",
                    "its keys are asked for there, so nobody on the way may change them",
                    "write it as its tokens have it, such as https://login.example.org/realms/centre");
            return Optional.empty();
        }
        Optional<String> keys =
                KEYS.isIn(map) ? Optional.of(environment.fill(map, KEYS, "").strip()) : Optional.empty();
        return Optional.of(new TokenIssuer(
                issuer,
                audience,
                PERSON.or(map, "email"),
                GROUPS.or(map, "roles"),
                keys.filter(file -> !file.isEmpty())));
    }

    /** With http:// on this machine alone. */
    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            String host = address.getHost();
            return host != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null
                    && ("https".equals(address.getScheme())
                            || ("http".equals(address.getScheme()) && OwnHost.is(host)));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void problem(Place place, String what, String why, String remedy) {
        problems.add(Code.INVALID_VALUE, place, what, why, remedy);
    }
}
