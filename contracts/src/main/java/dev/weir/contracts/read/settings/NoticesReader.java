package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.settings.Credential;
import dev.weir.contracts.settings.NoticeChannel;
import dev.weir.contracts.settings.NoticeChannel.Kind;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code notices} of a profile. A password, a secret and the address of a chat's robot, which anyone may post to who knows
 * it, are named, never written: as the variable that holds them, or the file. A variable that is not set is no problem here: no
 * notice may keep a command from its work.
 */
final class NoticesReader {

    private static final Field<Kind> KIND = Field.required("kind", FieldKinds.oneOf(Kind.class));
    private static final Field<String> URL = Field.optional(
            "url",
            FieldKinds.SOMETHING,
            "The variable with the address, such as ${WEIR_SLACK_URL}; of a webhook, the address itself where nothing"
                    + " in it is secret.");
    private static final Field<String> URL_FILE = Field.optional(
            "urlFile", FieldKinds.SOMETHING, "Instead of 'url': a file whose first line is the address.");
    private static final Field<String> SECRET = Field.optional(
            "secret",
            FieldKinds.SOMETHING,
            "Of webhook, feishu and dingtalk: the variable with the secret that signs requests.");
    private static final Field<String> SECRET_FILE = Field.optional(
            "secretFile", FieldKinds.SOMETHING, "Instead of 'secret': a file whose first line is the secret.");
    private static final Field<String> SERVER = Field.optional(
            "server",
            FieldKinds.like(
                    "^[A-Za-z0-9._-]+(:[0-9]{1,5})?$",
                    "a host, and a port where it is not the usual one, such as mail.example.org:587"),
            "Of email: the SMTP server, such as mail.example.org:587.");
    private static final Field<NoticeChannel.Security> SECURITY = Field.optional(
            "security",
            FieldKinds.oneOf(NoticeChannel.Security.class),
            "Of email: starttls (when left out), tls, or none, which takes no password.");
    private static final Field<String> USER =
            Field.optional("user", FieldKinds.SOMETHING, "Of email: who sends; nobody when left out.");
    private static final Field<String> PASSWORD = Field.optional(
            "password",
            FieldKinds.SOMETHING,
            "Of email: the variable with the user's password, such as ${WEIR_MAIL_PASSWORD}.");
    private static final Field<String> PASSWORD_FILE = Field.optional(
            "passwordFile", FieldKinds.SOMETHING, "Instead of 'password': a file whose first line is the password.");
    private static final Field<String> FROM =
            Field.optional("from", FieldKinds.SOMETHING, "Of email: the sender's address.");
    private static final Field<List<String>> TO = Field.optional(
            "to", FieldKinds.oneOrMore(FieldKinds.SOMETHING), "Of email: who gets what no owner is addressed for.");
    private static final Field<List<NoticeChannel.Topic>> ON = Field.optional(
            "on",
            FieldKinds.someOf(FieldKinds.oneOf(NoticeChannel.Topic.class)),
            "Of what notice is given; of all when left out.");
    private static final Field<BigInteger> DAYS =
            Field.optional("days", FieldKinds.POSITION, "How many days before an end; 30 when left out.");
    private static final Field<BigDecimal> SHARE = Field.optional(
            "share", FieldKinds.SHARE, "From which part of a threshold on it is near; 0.8 when left out.");
    private static final Field<BigInteger> AGAIN = Field.optional(
            "again", FieldKinds.POSITION, "After how many days what still holds is sent again; 7 when left out.");
    private static final Field<YamlMap> OWNERS = Field.optional(
            "owners",
            FieldKinds.entriesOf(FieldKinds.SCALAR),
            "By the owners of rules and products, as these call them: the address there, such as a member's id.");

    static final Shape SHAPE = Shape.of("a channel of notices", WorkspaceFile.PATH)
            .with(KIND, URL, URL_FILE, SECRET, SECRET_FILE, SERVER, SECURITY, USER, PASSWORD, PASSWORD_FILE)
            .with(FROM, TO, ON, DAYS, SHARE, AGAIN, OWNERS);

    private static final List<Field<?>> OF_MAIL = List.of(SERVER, SECURITY, USER, PASSWORD, PASSWORD_FILE, FROM, TO);
    private static final List<Field<?>> OF_WEBHOOKS = List.of(URL, URL_FILE, SECRET, SECRET_FILE);
    private static final List<Field<?>> OF_SIGNED = List.of(SECRET, SECRET_FILE);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    /** No user, and no query, in which robots have their tokens. */
    private static final Pattern OPEN_ADDRESS = Pattern.compile("https?://[^\\s/?#@]+(/[^\\s?#@]*)?");

    /** Simple on purpose: the server knows which addresses there are. */
    private static final Pattern MAILBOX = Pattern.compile("[^\\s@<>,;:\"]+@[^\\s@<>,;:\"]+");

    private static final int LARGEST_PORT = 65535;
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;
    private static final int RELAY = 25;

    private final YamlMap map;
    private final String of;
    private final Environment environment;
    private final Problems problems;

    private NoticesReader(String name, YamlMap map, Environment environment, Problems problems) {
        this.map = map;
        this.of = "the channel '" + name + "'";
        this.environment = environment;
        this.problems = problems;
    }

    static List<NoticeChannel> read(YamlMap notices, Environment environment, Problems problems) {
        List<NoticeChannel> read = new ArrayList<>();
        notices.entries().forEach((name, entry) -> {
            if (!NAME.matcher(name).matches()) {
                problems.add(
                        Code.INVALID_VALUE,
                        entry.key(),
                        "'" + name + "' is no name of a channel",
                        "it is typed on the command line, and names a folder",
                        "write letters, digits, '-' and '_', a letter or a digit first");
                return;
            }
            notices.map(name)
                    .flatMap(map -> new NoticesReader(name, map, environment, problems).channel(name))
                    .ifPresent(read::add);
        });
        return read;
    }

    private Optional<NoticeChannel> channel(String name) {
        return KIND.in(map)
                .flatMap(kind -> {
                    fits(kind);
                    return kind == Kind.EMAIL ? mail() : webhook(kind);
                })
                .map(endpoint -> new NoticeChannel(name, endpoint, wanted(), owners()));
    }

    /** Tells of each key that is nothing to such a channel. */
    private void fits(Kind kind) {
        List<Field<?>> strange = new ArrayList<>(kind == Kind.EMAIL ? OF_WEBHOOKS : OF_MAIL);
        if (kind != Kind.EMAIL && !kind.signs()) {
            strange.addAll(OF_SIGNED);
        }
        strange.stream()
                .filter(key -> key.isIn(map))
                .forEach(key -> problem(
                        key.placeOfKey(map),
                        "'" + key + "' is nothing to " + of,
                        "its kind is '" + FieldKinds.word(kind) + "'",
                        "take it out, or correct 'kind'"));
    }

    private Optional<NoticeChannel.Endpoint> webhook(Kind kind) {
        // the address of a chat's robot is secret
        Optional<Credential> url = kind != Kind.WEBHOOK || isVariable(URL) || URL_FILE.isIn(map)
                ? credential(URL, URL_FILE, "WEIR_" + kind + "_URL")
                : openAddress();
        if (!URL.isIn(map) && !URL_FILE.isIn(map)) {
            missing("url", "it says where notices are posted to");
        }
        Optional<Credential> secret =
                kind.signs() ? credential(SECRET, SECRET_FILE, "WEIR_" + kind + "_SECRET") : Optional.empty();
        return url.map(address -> new NoticeChannel.Webhook(kind, address, secret));
    }

    private boolean isVariable(Field<String> key) {
        return map.scalar(key.name()).filter(DatabaseAccess::isVariable).isPresent();
    }

    private Optional<Credential> openAddress() {
        if (!URL.isIn(map)) {
            return Optional.empty();
        }
        String address = environment.fill(map, URL, "").strip();
        if (OPEN_ADDRESS.matcher(address).matches()) {
            return Optional.of(new Credential.Plain(address));
        }
        problem(
                URL.place(map),
                "the 'url' of " + of + " cannot stand here",
                "it is a whole address, http or https, without a user and without a query, which may hold a token",
                "write such as https://host/path, or name a variable, such as ${WEIR_WEBHOOK_URL}; a token that stood"
                        + " here is spent: change it");
        return Optional.empty();
    }

    private Optional<NoticeChannel.Endpoint> mail() {
        NoticeChannel.Security security = SECURITY.or(map, NoticeChannel.Security.STARTTLS);
        Optional<Credential> password = credential(PASSWORD, PASSWORD_FILE, "WEIR_MAIL_PASSWORD");
        Place secret = (PASSWORD.isIn(map) ? PASSWORD : PASSWORD_FILE).placeOfKey(map);
        if (password.isPresent() && security == NoticeChannel.Security.NONE) {
            problem(
                    secret,
                    of + " has a password and 'security: none'",
                    "everybody on the way could read the password",
                    "write 'security: starttls' or 'tls', or take user and password out");
        }
        if (password.isPresent() != USER.isIn(map)) {
            problem(
                    password.isPresent() ? secret : USER.placeOfKey(map),
                    of + " has " + (password.isPresent() ? "a password and no 'user'" : "a 'user' and no password"),
                    "a server asks for both, or for neither",
                    "add the other, or take it out");
        }
        if (!SERVER.isIn(map)) {
            missing("server", "it sends e-mail by an SMTP server");
        }
        List<String> to = TO.or(map, List.of()).stream().map(String::strip).toList();
        String from = FROM.or(map, "").strip();
        mailboxes(from, to);
        Optional<NoticeChannel.Login> login = USER.in(map)
                .flatMap(user -> password.map(given ->
                        new NoticeChannel.Login(environment.fill(map, USER, "").strip(), given)));
        return SERVER.in(map)
                .flatMap(server -> address(server, security))
                .map(address -> new NoticeChannel.Mail(address.host, address.port, security, login, from, to));
    }

    private void mailboxes(String from, List<String> to) {
        if (!FROM.isIn(map)) {
            missing("from", "an e-mail has a sender");
        } else if (!MAILBOX.matcher(from).matches()) {
            noMailbox(FROM);
        }
        if (!TO.isIn(map)) {
            missing("to", "what no owner is addressed for goes to somebody");
        } else if (!to.stream().allMatch(MAILBOX.asMatchPredicate())) {
            noMailbox(TO);
        }
    }

    private void noMailbox(Field<?> key) {
        problem(
                key.place(map),
                "'" + key + "' of " + of + " is no address of e-mail",
                "it is an address alone, without a name",
                "write such as data@example.org");
    }

    private record Address(String host, int port) {}

    private Optional<Address> address(String server, NoticeChannel.Security security) {
        int colon = server.indexOf(':');
        int usual = switch (security) {
            case STARTTLS -> SUBMISSION;
            case TLS -> SUBMISSIONS;
            case NONE -> RELAY;
        };
        int port = colon < 0 ? usual : Integer.parseInt(server.substring(colon + 1));
        if (port < 1 || port > LARGEST_PORT) {
            problem(
                    SERVER.place(map),
                    "the 'server' of " + of + " has the port " + port,
                    "ports go from 1 to " + LARGEST_PORT,
                    "write such as mail.example.org:587");
            return Optional.empty();
        }
        return Optional.of(new Address(colon < 0 ? server : server.substring(0, colon), port));
    }

    /** One that is a variable, or in a file. */
    private Optional<Credential> credential(Field<String> key, Field<String> file, String example) {
        if (key.isIn(map) && file.isIn(map)) {
            problem(
                    file.placeOfKey(map),
                    of + " has '" + key + "' and '" + file + "'",
                    "one of them says where it is",
                    "keep one of the two");
        }
        if (file.isIn(map)) {
            return Optional.of(new Credential.InFile(environment.fill(map, file, "")));
        }
        if (!DatabaseAccess.isVariable(map, key, of, "${" + example + "}", problems)) {
            return Optional.empty();
        }
        return map.scalar(key.name())
                .flatMap(DatabaseAccess::variable)
                .map(name ->
                        new Credential.Variable(name, environment.variable(name).orElse("")));
    }

    private NoticeChannel.Wanted wanted() {
        NoticeChannel.Wanted usual = NoticeChannel.Wanted.USUAL;
        return new NoticeChannel.Wanted(
                ON.in(map)
                        .<Set<NoticeChannel.Topic>>map(topics -> topics.isEmpty() ? usual.on() : EnumSet.copyOf(topics))
                        .orElse(usual.on()),
                DAYS.in(map).map(NoticesReader::small).orElse(usual.days()),
                SHARE.in(map).map(BigDecimal::doubleValue).orElse(usual.share()),
                AGAIN.in(map).map(NoticesReader::small).orElse(usual.again()));
    }

    /** More days than a hundred years have are not needed. */
    private static int small(BigInteger days) {
        return days.min(BigInteger.valueOf(36_500)).intValue();
    }

    private Map<String, String> owners() {
        Map<String, String> owners = new LinkedHashMap<>();
        OWNERS.in(map)
                .ifPresent(all -> all.entries().forEach((owner, entry) -> {
                    if (entry.value() instanceof YamlScalar address
                            && !address.text().isBlank()) {
                        owners.put(owner, environment.fill(address).strip());
                    }
                }));
        return owners;
    }

    private void missing(String key, String why) {
        problems.add(Code.MISSING_FIELD, map.place(), of + " has no '" + key + "'", why, "add '" + key + "'");
    }

    private void problem(Place place, String what, String why, String remedy) {
        problems.add(Code.INVALID_VALUE, place, what, why, remedy);
    }
}
