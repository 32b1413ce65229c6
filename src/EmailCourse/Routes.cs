namespace EmailCourse;

/// <summary>The routes of the public endpoints, without a leading slash: the one place both heads take them from.</summary>
public static class Routes
{
    /// <summary>The landing page.</summary>
    public const string Landing = "";

    /// <summary>Where the form goes.</summary>
    public const string SignUp = "api/signup";

    /// <summary>The page after the form.</summary>
    public const string CheckYourInbox = "check-your-inbox";

    /// <summary>The button of the confirmation mail.</summary>
    public const string Confirm = "confirm";

    /// <summary>The button of the mail to an address that a subscriber wants to move to.</summary>
    public const string ConfirmAddress = "confirm-address";

    /// <summary>The way to stop.</summary>
    public const string Unsubscribe = "unsubscribe";

    /// <summary>The way never to be written to again.</summary>
    public const string Refuse = "never-again";

    /// <summary>Where whoever has lost it asks for the way to their own page.</summary>
    public const string Find = "find";

    /// <summary>The learner's own page: where they are, and every choice they have.</summary>
    public const string Manage = "manage";

    /// <summary>All that is stored of the learner, to download.</summary>
    public const string ManageData = Manage + "/data";

    /// <summary>The folder of the lessons in the browser.</summary>
    public const string LessonFolder = "lesson";

    /// <summary>A lesson in the browser.</summary>
    public const string Lesson = LessonFolder + "/{slug}";

    /// <summary>Where readers say whether a lesson was useful.</summary>
    public const string Answer = "answer";

    /// <summary>What is stored, and what is not.</summary>
    public const string Privacy = "privacy";

    /// <summary>Whether the course is able to work.</summary>
    public const string Health = "health";

    /// <summary>Stylesheet and script.</summary>
    public const string Asset = "assets/{file}";

    /// <summary>Whom to tell of a weakness (RFC 9116, 3).</summary>
    public const string SecurityTxt = ".well-known/security.txt";

    /// <summary>SendGrid's event webhook.</summary>
    public const string SendGridEvents = "api/sendgrid/events";

    /// <summary>The desk: how the course goes.</summary>
    public const string Desk = "desk";

    /// <summary>A table of the desk as a file.</summary>
    public const string DeskTable = Desk + "/numbers/{table}";

    /// <summary>What is stored of an address, and what is done for its owner.</summary>
    public const string DeskReaders = Desk + "/readers";

    /// <summary>Lists of everybody, out and in.</summary>
    public const string DeskLists = Desk + "/lists";

    /// <summary>Where operators ask for the link to the desk, or give the key.</summary>
    public const string DeskSignIn = Desk + "/sign-in";

    /// <summary>The button of that link.</summary>
    public const string DeskEnter = Desk + "/enter";

    /// <summary>The way out, on all devices.</summary>
    public const string DeskSignOut = Desk + "/sign-out";
}
