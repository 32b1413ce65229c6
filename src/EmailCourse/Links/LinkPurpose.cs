namespace EmailCourse.Links;

/// <summary>What a link allows. It is signed into the token, so a token is valid for one purpose only.</summary>
internal enum LinkPurpose : byte
{
    /// <summary>Start the course, as it was asked for in the form. Such tokens expire.</summary>
    Confirm = 1,

    /// <summary>Stop all mail. Such tokens never expire.</summary>
    Unsubscribe = 2,

    /// <summary>Read one received lesson in the browser. Such tokens expire.</summary>
    Read = 3,

    /// <summary>See and change everything about one's own course. Such tokens never expire.</summary>
    Manage = 4,

    /// <summary>Never be written to again, and take that back. Such tokens never expire.</summary>
    Refuse = 5,

    /// <summary>Send back the sign-up form. It is no link and of nobody; such tokens expire.</summary>
    SignUpForm = 6,

    /// <summary>Move a subscriber's course to the address that the mail went to. Such tokens expire.</summary>
    ConfirmAddress = 7,

    /// <summary>Say once whether a lesson was useful. They are of nobody, and expire.</summary>
    Answer = 8,

    /// <summary>Open the desk, once. Such tokens are of operators and expire within minutes.</summary>
    DeskSignIn = 9,

    /// <summary>Be at the desk. It is the value of a cookie and expires within hours.</summary>
    DeskSession = 10,
}
