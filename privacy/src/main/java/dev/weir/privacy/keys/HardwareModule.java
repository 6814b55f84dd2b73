package dev.weir.privacy.keys;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.Pkcs11Uri;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * A token of a hardware module with an AES key that never leaves it; logged in to until it is closed. A module knows one
 * login per process, so users take turns.
 */
final class HardwareModule implements AutoCloseable {

    private static final int KEY_LENGTH = 32;
    private static final ReentrantLock TURN = new ReentrantLock();

    /** Tokens and PINs that they have refused: none is tried twice, since a token locks after a few. Held by {@link #TURN}. */
    private static final Set<List<String>> REFUSED = new HashSet<>();

    private final Pkcs11Uri uri;
    private final Place place;
    private final Cryptoki module;
    private final long session;
    private boolean loggedIn;

    private HardwareModule(Pkcs11Uri uri, Place place, Cryptoki module, long session) {
        this.uri = uri;
        this.place = place;
        this.module = module;
        this.session = session;
    }

    /**
     * Logs in to the token that a URI names.
     *
     * @param place of what a problem is about
     * @throws ProblemsException when module or token are not there, or the token takes no PIN or not this one
     */
    static HardwareModule open(Pkcs11Uri uri, String pin, Place place) {
        TURN.lock();
        HardwareModule opened = null;
        try {
            Cryptoki module = load(uri, place);
            Cryptoki.Token token = token(uri, module.tokens(), place);
            requireReady(uri, token, place);
            HardwareModule found = new HardwareModule(uri, place, module, module.openSession(token.slot()));
            try {
                found.login(token, pin);
                opened = found;
                return found;
            } finally {
                if (opened == null) {
                    module.closeSession(found.session);
                }
            }
        } catch (Cryptoki.Refusal e) {
            throw answers(uri, e, place);
        } catch (Cryptoki.NoBindingException e) {
            throw noBinding(place);
        } finally {
            if (opened == null) {
                TURN.unlock();
            }
        }
    }

    private static Cryptoki load(Pkcs11Uri uri, Place place) throws Cryptoki.NoBindingException {
        Path library = Path.of(uri.module());
        if (!Files.exists(library)) {
            throw refused(
                    place,
                    "There is no hardware module '" + library + "'",
                    "module-path says that its library is there",
                    "install the library that comes with the module, or name the file where it lies");
        }
        try {
            return Cryptoki.load(library);
        } catch (Cryptoki.Refusal e) {
            throw refused(
                    place,
                    "The hardware module '" + library + "' does not load",
                    "it is no PKCS#11 library for this system, or it finds its settings or its device not (" + e.name()
                            + ")",
                    "try it with the module's own program, as the user that runs Weir; name the library that this system needs");
        }
    }

    private static Cryptoki.Token token(Pkcs11Uri uri, List<Cryptoki.Token> tokens, Place place) {
        List<Cryptoki.Token> fitting =
                tokens.stream().filter(token -> fits(token, uri.token())).toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        String labels = tokens.stream()
                .map(Cryptoki.Token::label)
                .filter(label -> !label.isEmpty())
                .map(label -> "'" + label + "'")
                .sorted()
                .distinct()
                .collect(Collectors.joining(", "));
        throw fitting.isEmpty()
                ? refused(
                        place,
                        "There is no token '" + uri.tokenLabel() + "' in the hardware module '" + uri.module() + "'",
                        labels.isEmpty()
                                ? "the module shows no token to this user"
                                : "of those that the module shows (" + labels + ") none has all that the URI says",
                        "plug it in, or start its service; name it as the module's own program lists it")
                : refused(
                        place,
                        "There are " + fitting.size() + " tokens '" + uri.tokenLabel() + "' in the hardware module '"
                                + uri.module() + "'",
                        "the URI fits all of them",
                        "add the serial number of the right one: token=" + uri.tokenLabel() + ";serial=…");
    }

    private static boolean fits(Cryptoki.Token token, Map<String, String> named) {
        Map<String, String> has = Map.of(
                "token",
                token.label(),
                "serial",
                token.serial(),
                "manufacturer",
                token.manufacturer(),
                "model",
                token.model());
        return named.entrySet().stream().allMatch(entry -> entry.getValue().equals(has.get(entry.getKey())));
    }

    private static void requireReady(Pkcs11Uri uri, Cryptoki.Token token, Place place) {
        String name = "The token '" + uri.tokenLabel() + "'";
        switch (TokenState.of(token.flags())) {
            case READY -> {}
            case WITHOUT_PIN ->
                throw refused(
                        place,
                        name + " has no PIN yet",
                        "nobody has set it up for use",
                        "set its user PIN with the module's own program");
            case LAST_TRY ->
                throw refused(
                        place,
                        name + " has one try left",
                        "the next wrong PIN locks it, and Weir does not take that risk",
                        "log in once with the module's own program and the right PIN, which gives the tries back");
            case LOCKED ->
                throw refused(
                        place,
                        name + " is locked",
                        "too many wrong PINs were tried",
                        "have its security officer set a new user PIN");
        }
    }

    private void login(Cryptoki.Token token, String pin) throws Cryptoki.Refusal, Cryptoki.NoBindingException {
        List<String> tried = List.of(uri.module(), token.label(), token.serial(), pin);
        if (REFUSED.contains(tried)) {
            throw wrongPin("it has refused this PIN before");
        }
        try {
            module.login(session, pin);
            loggedIn = true;
        } catch (Cryptoki.Refusal e) {
            switch (e.name()) {
                case "CKR_USER_ALREADY_LOGGED_IN" -> {} // by another user in this process, who logs out
                case "CKR_PIN_INCORRECT",
                        "CKR_PIN_INVALID",
                        "CKR_PIN_LEN_RANGE",
                        "CKR_PIN_EXPIRED",
                        "CKR_PIN_LOCKED" -> {
                    REFUSED.add(tried);
                    throw wrongPin("it answers " + e.name());
                }
                default -> throw e;
            }
        }
    }

    private ProblemsException wrongPin(String why) {
        return refused(
                place,
                "The token '" + uri.tokenLabel() + "' refuses the PIN",
                why + "; it was tried once, and is not tried again, since a token locks after a few tries",
                "put the token's user PIN where weir.yaml says: the variable of 'pin', or the file of pin-source");
    }

    /** @throws ProblemsException when there are several of that label, or the one that is there is not fit */
    boolean hasKey() {
        return key().isPresent();
    }

    /** Makes the key: AES-256, not to be read and not to leave the token. */
    void makeKey() {
        attempt(() -> {
            module.generate(
                    session,
                    List.of(
                            new Cryptoki.Attribute(Cryptoki.CKA_CLASS, Cryptoki.CKO_SECRET_KEY),
                            new Cryptoki.Attribute(Cryptoki.CKA_KEY_TYPE, Cryptoki.CKK_AES),
                            new Cryptoki.Attribute(Cryptoki.CKA_VALUE_LEN, (long) KEY_LENGTH),
                            new Cryptoki.Attribute(Cryptoki.CKA_LABEL, uri.object()),
                            new Cryptoki.Attribute(Cryptoki.CKA_TOKEN, true),
                            new Cryptoki.Attribute(Cryptoki.CKA_PRIVATE, true),
                            new Cryptoki.Attribute(Cryptoki.CKA_SENSITIVE, true),
                            new Cryptoki.Attribute(Cryptoki.CKA_EXTRACTABLE, false),
                            new Cryptoki.Attribute(Cryptoki.CKA_ENCRYPT, true),
                            new Cryptoki.Attribute(Cryptoki.CKA_DECRYPT, true),
                            new Cryptoki.Attribute(Cryptoki.CKA_WRAP, false),
                            new Cryptoki.Attribute(Cryptoki.CKA_UNWRAP, false)));
            return true;
        });
    }

    /** Encrypts under the key, by AES-GCM. */
    byte[] encrypt(byte[] iv, byte[] associated, byte[] clear) {
        long key = existing();
        return attempt(() -> module.encrypt(session, key, iv, associated, clear));
    }

    /**
     * Undoes {@link #encrypt}.
     *
     * @throws NoKeysException when it was encrypted by another key, or something of it was changed
     * @throws ProblemsException when the key is not there
     */
    byte[] decrypt(byte[] iv, byte[] associated, byte[] closed) throws NoKeysException {
        long key = existing();
        try {
            return module.decrypt(session, key, iv, associated, closed);
        } catch (Cryptoki.Refusal e) {
            throw new NoKeysException("the key '" + uri.object() + "' of the token '" + uri.tokenLabel()
                    + "' does not open it (" + e.name()
                    + "): another key of that name closed it, or it belongs to another store, or it is damaged");
        } catch (Cryptoki.NoBindingException e) {
            throw noBinding(place);
        }
    }

    private long existing() {
        return key().orElseThrow(() -> refused(
                place,
                "There is no key '" + uri.object() + "' in the token '" + uri.tokenLabel() + "'",
                "nothing else opens what it has closed",
                "name the token and the key that closed it, or bring the token's content back from its backup"));
    }

    private OptionalLong key() {
        long[] found = attempt(() -> module.find(
                session,
                List.of(
                        new Cryptoki.Attribute(Cryptoki.CKA_CLASS, Cryptoki.CKO_SECRET_KEY),
                        new Cryptoki.Attribute(Cryptoki.CKA_LABEL, uri.object()))));
        if (found.length == 0) {
            return OptionalLong.empty();
        }
        if (found.length > 1) {
            throw unfit("the token has several secret keys of that label");
        }
        requireFit(found[0]);
        return OptionalLong.of(found[0]);
    }

    private void requireFit(long key) {
        if (!has(key, Cryptoki.CKA_KEY_TYPE, Cryptoki.CKK_AES)
                || !has(key, Cryptoki.CKA_VALUE_LEN, (long) KEY_LENGTH)) {
            throw unfit("it is no AES key of 256 bits");
        }
        if (!has(key, Cryptoki.CKA_TOKEN, true)) {
            throw unfit("it does not outlive the session that made it");
        }
        if (!has(key, Cryptoki.CKA_SENSITIVE, true) || !has(key, Cryptoki.CKA_EXTRACTABLE, false)) {
            throw unfit("it may leave the token: it is not sensitive, or it is extractable");
        }
        if (!has(key, Cryptoki.CKA_ENCRYPT, true) || !has(key, Cryptoki.CKA_DECRYPT, true)) {
            throw unfit("it may not encrypt and decrypt");
        }
    }

    private boolean has(long key, long attribute, Object value) {
        return attempt(() -> module.value(session, key, attribute)).equals(value);
    }

    private ProblemsException unfit(String why) {
        return refused(
                place,
                "The key '" + uri.object() + "' of the token '" + uri.tokenLabel() + "' is not fit to protect a store",
                why,
                "give the URI the label ('object') of another key: weir init makes one where there is none of that label");
    }

    @Override
    public void close() {
        try {
            if (loggedIn) {
                module.logout(session);
            }
            module.closeSession(session);
        } catch (Cryptoki.Refusal | Cryptoki.NoBindingException e) {
            // the token has gone, and the login with it
        } finally {
            TURN.unlock();
        }
    }

    private interface Call<T> {
        T made() throws Cryptoki.Refusal, Cryptoki.NoBindingException;
    }

    private <T> T attempt(Call<T> call) {
        try {
            return requireNonNull(call.made());
        } catch (Cryptoki.Refusal e) {
            throw answers(uri, e, place);
        } catch (Cryptoki.NoBindingException e) {
            throw noBinding(place);
        }
    }

    private static ProblemsException answers(Pkcs11Uri uri, Cryptoki.Refusal e, Place place) {
        return refused(
                place,
                "The token '" + uri.tokenLabel() + "' does not do what it is asked to",
                "the hardware module answers " + e.name(),
                "it needs AES keys of 256 bits and the mechanism CKM_AES_GCM; try it with the module's own program");
    }

    private static ProblemsException noBinding(Place place) {
        return refused(
                place,
                "This Java does not speak to hardware modules",
                "its module jdk.crypto.cryptoki is missing or closed; the launcher opens it",
                "start Java with " + Cryptoki.EXPORT);
    }

    private static ProblemsException refused(Place place, String what, String why, String remedy) {
        return ProblemsException.of(Code.KEY, place, what, why, remedy);
    }
}
