package dev.weir.privacy.keys;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A hardware module's library: the calls of PKCS#11 (OASIS, 2.40) that are needed here, through the JDK's own binding.
 *
 * <p>The binding's public face, the provider SunPKCS11, finds no token by its label, does not tell whether the next wrong PIN
 * locks it, and reads every object of a token to find one. So this goes to the binding itself, which the JDK does not export:
 * the launcher opens it ({@link #EXPORT}). It is reached by reflection, so that nothing else needs it at compile time.
 */
final class Cryptoki {

    /** The option of the JVM without which {@link #load} fails. */
    static final String EXPORT = "--add-exports=jdk.crypto.cryptoki/sun.security.pkcs11.wrapper=ALL-UNNAMED";

    private static final String BINDING = "sun.security.pkcs11.wrapper.";
    private static final Pattern RETURN_VALUE = Pattern.compile("CKR_[A-Z0-9_]+");

    // names and numbers as in pkcs11t.h
    private static final long CKF_OS_LOCKING_OK = 0x2;
    private static final long CKF_RW_SESSION = 0x2;
    private static final long CKF_SERIAL_SESSION = 0x4;
    private static final long CKU_USER = 1;
    private static final long CKM_AES_KEY_GEN = 0x1080;
    private static final long CKM_AES_GCM = 0x1087;
    static final long CKA_CLASS = 0x0;
    static final long CKA_TOKEN = 0x1;
    static final long CKA_PRIVATE = 0x2;
    static final long CKA_LABEL = 0x3;
    static final long CKA_KEY_TYPE = 0x100;
    static final long CKA_SENSITIVE = 0x103;
    static final long CKA_ENCRYPT = 0x104;
    static final long CKA_DECRYPT = 0x105;
    static final long CKA_WRAP = 0x106;
    static final long CKA_UNWRAP = 0x107;
    static final long CKA_VALUE_LEN = 0x161;
    static final long CKA_EXTRACTABLE = 0x162;
    static final long CKO_SECRET_KEY = 4;
    static final long CKK_AES = 0x1f;

    private static final int MOST_OBJECTS = 2;
    private static final int TAG_BITS = 128;
    private static final int TAG = TAG_BITS / 8;

    private final Object binding;

    private Cryptoki(Object binding) {
        this.binding = binding;
    }

    /** That the module, or Java, has refused a call; its name of the reason is the message. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final String name;

        Refusal(String name) {
            super(name);
            this.name = name;
        }

        /** Such as {@code CKR_PIN_INCORRECT}. */
        String name() {
            return name;
        }
    }

    /** That this Java has no binding, or keeps it to itself. */
    static final class NoBindingException extends Exception {
        private static final long serialVersionUID = 1L;

        NoBindingException(Throwable cause) {
            super(cause);
        }
    }

    /**
     * A module's description of a token.
     *
     * @param flags see {@link TokenState}
     */
    record Token(long slot, String label, String serial, String manufacturer, String model, long flags) {}

    /** @param value a Long, a Boolean or a text */
    record Attribute(long type, Object value) {}

    /** @throws Refusal when the file is no module, or does not begin its work */
    static Cryptoki load(Path library) throws Refusal, NoBindingException {
        Class<?> type = type("PKCS11");
        Class<?> arguments = type("CK_C_INITIALIZE_ARGS");
        try {
            Object threads = arguments.getConstructor().newInstance();
            arguments.getField("flags").setLong(threads, CKF_OS_LOCKING_OK);
            Object binding = type.getMethod("getInstance", String.class, String.class, arguments, boolean.class)
                    .invoke(null, library.toString(), "C_GetFunctionList", threads, false);
            return new Cryptoki(requireNonNull(binding));
        } catch (InvocationTargetException e) {
            throw refusal(e);
        } catch (ReflectiveOperationException e) {
            throw new NoBindingException(e);
        }
    }

    /** The tokens that are there. */
    List<Token> tokens() throws Refusal, NoBindingException {
        List<Token> tokens = new ArrayList<>();
        for (long slot : (long[]) call("C_GetSlotList", true)) {
            Object info = call("C_GetTokenInfo", slot);
            tokens.add(new Token(
                    slot,
                    text(info, "label"),
                    text(info, "serialNumber"),
                    text(info, "manufacturerID"),
                    text(info, "model"),
                    (long) field(info, "flags")));
        }
        return tokens;
    }

    long openSession(long slot) throws Refusal, NoBindingException {
        return (long) call("C_OpenSession", slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, null, null);
    }

    void closeSession(long session) throws Refusal, NoBindingException {
        call("C_CloseSession", session);
    }

    /** Tries a PIN, once. */
    void login(long session, String pin) throws Refusal, NoBindingException {
        call("C_Login", session, CKU_USER, pin.toCharArray());
    }

    void logout(long session) throws Refusal, NoBindingException {
        call("C_Logout", session);
    }

    /** The objects of a template, two at most. */
    long[] find(long session, List<Attribute> template) throws Refusal, NoBindingException {
        call("C_FindObjectsInit", session, template(template));
        try {
            return (long[]) call("C_FindObjects", session, (long) MOST_OBJECTS);
        } finally {
            call("C_FindObjectsFinal", session);
        }
    }

    /** The value of an attribute: a Long or a Boolean. */
    Object value(long session, long object, long type) throws Refusal, NoBindingException {
        Object attributes = template(List.of(new Attribute(type, false)));
        call("C_GetAttributeValue", session, object, attributes);
        return field(Array.get(attributes, 0), "pValue");
    }

    /** Makes an AES key with these attributes. */
    void generate(long session, List<Attribute> template) throws Refusal, NoBindingException {
        call("C_GenerateKey", session, made("CK_MECHANISM", CKM_AES_KEY_GEN), template(template));
    }

    /** AES-GCM with a tag of 128 bits at the end. */
    byte[] encrypt(long session, long key, byte[] iv, byte[] associated, byte[] clear)
            throws Refusal, NoBindingException {
        byte[] closed = new byte[clear.length + TAG];
        call("C_EncryptInit", session, gcm(iv, associated), key);
        call("C_Encrypt", session, 0L, clear, 0, clear.length, 0L, closed, 0, closed.length);
        return closed;
    }

    /** Undoes {@link #encrypt}. */
    byte[] decrypt(long session, long key, byte[] iv, byte[] associated, byte[] closed)
            throws Refusal, NoBindingException {
        byte[] clear = new byte[closed.length];
        call("C_DecryptInit", session, gcm(iv, associated), key);
        int length = (int) call("C_Decrypt", session, 0L, closed, 0, closed.length, 0L, clear, 0, clear.length);
        return Arrays.copyOf(clear, length);
    }

    private static Object gcm(byte[] iv, byte[] associated) throws Refusal, NoBindingException {
        return made("CK_MECHANISM", CKM_AES_GCM, made("CK_GCM_PARAMS", TAG_BITS, iv, associated));
    }

    private static Object template(List<Attribute> attributes) throws Refusal, NoBindingException {
        Object array = Array.newInstance(type("CK_ATTRIBUTE"), attributes.size());
        for (int i = 0; i < attributes.size(); i++) {
            Attribute attribute = attributes.get(i);
            Object value = attribute.value() instanceof String text
                    ? text.getBytes(StandardCharsets.UTF_8)
                    : attribute.value();
            Object made = made("CK_ATTRIBUTE");
            try {
                made.getClass().getField("type").setLong(made, attribute.type());
                made.getClass().getField("pValue").set(made, value);
            } catch (ReflectiveOperationException e) {
                throw new NoBindingException(e);
            }
            Array.set(array, i, made);
        }
        return array;
    }

    private Object call(String name, @Nullable Object... arguments) throws Refusal, NoBindingException {
        return call(binding, type("PKCS11").getMethods(), name, arguments);
    }

    private static Object call(Object target, Method[] methods, String name, @Nullable Object... arguments)
            throws Refusal, NoBindingException {
        for (Method method : methods) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                try {
                    return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                    throw refusal(e);
                } catch (ReflectiveOperationException e) {
                    throw new NoBindingException(e);
                }
            }
        }
        throw new NoBindingException(new NoSuchMethodException(name));
    }

    private static Object made(String type, Object... arguments) throws Refusal, NoBindingException {
        Class<?>[] types = new Class<?>[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = arguments[i] instanceof Long
                    ? long.class
                    : arguments[i] instanceof Integer ? int.class : arguments[i].getClass();
        }
        try {
            return type(type).getConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw refusal(e);
        } catch (ReflectiveOperationException e) {
            throw new NoBindingException(e);
        }
    }

    private static Class<?> type(String name) throws NoBindingException {
        try {
            return Class.forName(BINDING + name);
        } catch (ClassNotFoundException e) {
            throw new NoBindingException(e);
        }
    }

    private static Object field(Object owner, String name) throws NoBindingException {
        try {
            return requireNonNull(owner.getClass().getField(name).get(owner));
        } catch (ReflectiveOperationException e) {
            throw new NoBindingException(e);
        }
    }

    private static String text(Object owner, String name) throws NoBindingException {
        return new String((char[]) field(owner, name)).strip();
    }

    /** Only the name: a library's own words may hold anything. */
    private static Refusal refusal(InvocationTargetException e) {
        Throwable cause = e.getTargetException();
        Matcher name = RETURN_VALUE.matcher(String.valueOf(cause.getMessage()));
        return new Refusal(name.find() ? name.group() : cause.getClass().getSimpleName());
    }
}
